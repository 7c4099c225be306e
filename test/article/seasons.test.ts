import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { playScene } from '../../bots/play.ts'
import { proofText, rowsOf } from '../../bots/proof.ts'

const FOLDER = 'test/article/others/seasons'

async function rowsAfter(scene: string) {
  const played = await playScene(`${FOLDER}/${scene}.txt`, 'test/town.yaml')
  return rowsOf(JSON.stringify(played.result), scene)
}

/** What is changed in which article: was, become. Each slipped through once. */
const SLIPPED: Record<string, [string, string][]> = {
  planting: [
    ['41名', '㊶名'],
    ['| 28人', '| 28O人'],
    ['下滩村3个村', '下滩村4个村'],
    ['国槐三百六十棵。', '国槐三百六十棵。参与人数较去年翻了一番。'],
    ['张湾村41名', '张湾镇41名'],
  ],
  training: [
    ['5月15日，红柳沟村开展防汛', '5月15日，九成农户参加，红柳沟村开展防汛'],
    ['刘建国', '刘建军'],
    ['马铃薯种植', '胡萝卜种植'],
    ['消防安全', '交通安全'],
  ],
  july: [
    ['| 39 |', '| 36 |'],
    ['慰问8名', '慰问3名'],
    ['104周年', '105周年'],
  ],
  harvest: [
    ['张湾村和新渠村', '红柳沟村和新渠村'],
    ['张湾村和新渠村', '张湾村和渠村'],
    ['张湾村和新渠村', '张湾村和新渠镇'],
    ['平均每户2本', '平均每户3本'],
    ['7名干部', '7\u200b7名干部'],
  ],
  customs: [
    ['好婆婆5名、好媳妇6名', '好婆婆6名、好媳妇5名'],
    ['海报', '标语'],
  ],
  elders: [
    ['赵玉兰', '赵玉梅'],
    ['重阳敬老饺子宴', '重阳敬老粽子宴'],
  ],
}

describe.each(Object.keys(SLIPPED))('articles after the scene %s', (scene) => {
  it('pass as they are, in everyday prose, in tables and in bold points', async () => {
    const rows = await rowsAfter(scene)
    const articles = readFileSync(`${FOLDER}/${scene}.md`, 'utf8').split(/^=====\n/m)
    const barred = articles.flatMap((text) => proofText(text, rows).map(({ say }) => say))
    expect(barred).toEqual([])
  })

  it('are stopped with one thing changed', async () => {
    const rows = await rowsAfter(scene)
    const articles = readFileSync(`${FOLDER}/${scene}.md`, 'utf8').split(/^=====\n/m)
    const slipped = (SLIPPED[scene] ?? []).flatMap(([was, become]) => {
      const having = articles.filter((text) => text.includes(was))
      expect(having, was).not.toEqual([])
      return having
        .filter((text) => proofText(text.replace(was, become), rows).length === 0)
        .map((text) => `${was}→${become}\n${text}`)
    })
    expect(slipped).toEqual([])
  })
})

it('a text too long for the public account is one finding, at once', () => {
  const findings = proofText(`# 标题\n\n${'张湾村'.repeat(600_000)}`, [])
  expect(findings.map(({ kind, part }) => [kind, part])).toEqual([['limit', 'body']])
})
