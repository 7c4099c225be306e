import { readFileSync } from 'node:fs'
import { type Entry, entrySchema } from '../../src/ledger/entry.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { cadenceOf } from '../../src/study/cadence.ts'
import { readCadence } from '../../src/study/cadence-rules.ts'
import { readTown } from '../../src/town.ts'

export const name = '三会一课：20,000 条台账里数应开展/已开展'

const ROWS = 20_000
const VILLAGES = 27
const MOST = 50
const DAY = '2026-03-20'
const CATEGORIES = ['meeting', 'party_day', 'lecture', 'volunteer', 'culture'] as const
const TOPICS = ['支部党员大会', '支委会', '党课', '主题党日', '志愿服务']

/** Five years of a township, a third of it this year. */
export async function run(print: (line: string) => void): Promise<void> {
  const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  const town = readTown(file('test/town.yaml'), { FEEDS: 'http://127.0.0.1:1' })
  const [first] = town.villages
  const villages = Array.from({ length: VILLAGES }, (_, n) => ({
    ...first,
    name: `第${n}村`,
    aliases: [],
    branches: [],
  }))
  const entries = memoryShelf<Entry>()
  const { rules } = readCadence(file('prompts/study-cadence.md'))
  for (let n = 0; n < ROWS; n += 1) {
    const year = 2022 + (n % 5)
    const date = `${year}-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`
    const number = `${year}-${String(n).padStart(5, '0')}`
    const entry = entrySchema.parse({
      id: `${date.slice(0, 7)}/${number}-1`,
      row: number,
      kind: 'filed',
      fields: {
        village: `第${n % VILLAGES}村`,
        category: CATEGORIES[n % 5] ?? 'other',
        topic: TOPICS[n % 5] ?? '',
        date,
      },
      was: {},
      source: { desk: '测试' },
      by: '李强',
      at: `${date}T10:00:00.000+08:00`,
    })
    await entries.put(entry)
  }
  const ledger = await openLedger(entries)
  const times = Array.from({ length: 10 }, () => {
    const start = performance.now()
    cadenceOf({ town: { ...town, villages }, ledger, rules, day: DAY })
    return performance.now() - start
  })
  const best = Math.min(...times)
  print(`最快 ${best.toFixed(1)} 毫秒，最慢 ${Math.max(...times).toFixed(1)} 毫秒（要求不超过 ${MOST}）`)
}
