import { expect, test } from 'vitest'
import { findDates } from '../../src/reading/dates.ts'
import { measure } from '../../src/reading/measure.ts'
import { normalize } from '../../src/reading/normal.ts'
import { type Numeral, parseNumeral, scanNumerals } from '../../src/reading/numerals.ts'
import { tableOf } from './table.ts'

const SIGN = { cardinal: '', fraction: '', ordinal: '', percent: '%' }

/** A row of test/reading/conformance/*.tsv, learnt from foreign test material (see the head of each table). */
interface Row {
  level: '必' | '应' | '不读'
  kind: string
  words: string
  right: string
  got: string
}

function rows(table: string, read: (words: string, kind: string, day: string) => string): Row[] {
  return tableOf(`conformance/${table}.tsv`).map((cells) => {
    const [level, kind = '', words = ''] = cells
    const [day, value] = cells.length === 6 ? [cells[3], cells[4]] : ['', cells[3]]
    if (level !== '必' && level !== '应' && level !== '不读')
      throw new Error(`看不懂的一行：${cells.join(' ')}`)
    return {
      level,
      kind,
      words,
      right: level === '不读' ? '' : (value ?? ''),
      got: read(normalize(words), kind, day ?? ''),
    }
  })
}

const dates = rows('dates', (words, _kind, day) =>
  findDates(words, `${day}T16:20`)
    .events.map((one) => one.value)
    .join(';'),
)

const numbers = rows('numerals', (words, kind) => {
  const found = scanNumerals(words)
  if (kind === '量词' || kind === '词') return measured(words, found, kind === '词')
  return found
    .map((one) => written(one, parseNumeral(words)))
    .filter((value) => value !== '')
    .join(';')
})

/** Each number with its measure word; nothing where the next step puts it down with a reason (or, of a word, where it counts nothing). */
function measured(words: string, found: Numeral[], word: boolean): string {
  let end = 0
  const out: string[] = []
  for (const one of found) {
    if (one.start < end) continue
    const count = measure(words, one, 0, words.length)
    if (!count && !word) out.push(String(one.value))
    if (!count || 'why' in count) continue
    const upTo = count.number.upTo === undefined ? '' : `~${count.number.upTo * count.unit.factor}`
    out.push(`${count.value}${upTo}${count.unit.unit}${count.approx ? '+' : ''}`)
    end = count.span[1]
  }
  return out.join(';')
}

function written(one: Numeral, whole: number | null): string {
  const times = one.kind === 'percent' ? 100 : 1
  const say = (n: number) => String(Math.round(n * times * 1e9) / 1e9)
  const value = one.upTo === undefined ? say(one.value) : `${say(one.value)}~${say(one.upTo)}`
  if (whole !== null && whole !== one.value) return `parseNumeral: ${whole}`
  const words = one.kind === 'ordinal' ? `第${value}` : `${value}${SIGN[one.kind]}`
  return one.approx ? `${words}+` : words
}

/** `3/5` in a table is the quotient. */
function same(row: Row): boolean {
  const parts = /^(-?\d+)\/(\d+)$/.exec(row.right)
  if (!parts) return row.got === row.right
  return Math.abs(Number(row.got) - Number(parts[1]) / Number(parts[2])) < 1e-8
}

test.each([
  ['数字', numbers],
  ['日期', dates],
])('%s', (title, table) => {
  const wrong = table.filter((row) => !same(row))
  const right = table.length - wrong.length
  const share = (100 * right) / table.length
  console.log(`${title} ${right}/${table.length} (${share.toFixed(1)} %)`)
  for (const { level, kind, words, right, got } of wrong)
    console.log(`  ${level} ${kind} ${words}：应为 ${right || '不读'}，读成 ${got || '没读'}`)
  expect(wrong.filter((row) => row.level !== '应').map((row) => row.words)).toEqual([])
  expect(share).toBeGreaterThanOrEqual(97)
})
