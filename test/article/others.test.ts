import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { playScene } from '../../bots/play.ts'
import { proofText, rowsOf } from '../../bots/proof.ts'
import { apply, changesOf } from './changed.ts'

/** Articles as county papers and public accounts write them, over rows that a scene of the group chat left. */
const SETS = ['june', 'winter']
/** Changes that are true as well: the second of two days; a month in which another thing of the same village was. */
const TRUE_AS_WELL = ['13→12', '11→12月两项']

it('60 articles in the ways of others pass; any one thing changed in them is stopped', async () => {
  const barred: string[] = []
  const slipped: string[] = []
  const counts: Record<string, number> = {}
  let articles = 0
  for (const set of SETS) {
    const played = await playScene(`test/article/others/${set}.txt`, 'test/town.yaml')
    const rows = rowsOf(JSON.stringify(played.result), set)
    for (const text of readFileSync(`test/article/others/${set}.md`, 'utf8').split(/^=====\n/m)) {
      articles += 1
      for (const { say } of proofText(text, rows)) barred.push(`${say}\n${text}`)
      for (const change of changesOf(text)) {
        counts[change.kind] = (counts[change.kind] ?? 0) + 1
        const after = text.slice(change.at + change.was.length, change.at + change.was.length + 3)
        const spoken = `${change.was}→${change.become}${after}`
        if (proofText(apply(text, change), rows).length > 0) continue
        if (!TRUE_AS_WELL.some((one) => spoken.startsWith(one)))
          slipped.push(`${change.kind} ${spoken}\n${text}`)
      }
    }
  }
  console.log(
    `别人写的 ${articles} 篇：误拦 ${barred.length}；改动 ${JSON.stringify(counts)}，漏过 ${slipped.length}`,
  )
  expect(barred).toEqual([])
  expect(slipped).toEqual([])
}, 240_000)
