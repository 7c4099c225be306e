import { Fault } from '../fault.ts'
import type { Entry } from './entry.ts'
import { foldRow, type Row } from './row.ts'

/** The rows in memory, with the ways to find them: by number, by message, by the act that wrote an entry. */
export interface Folds {
  remember(entry: Entry): Row
  row(number: string): Row
  find(number: string): Row | undefined
  rows(): Row[]
  fromMessage(id: string): Row[]
  entriesOf(message: string): Entry[]
  byAct(once: string): Entry | undefined
  nextNumber(year: string): string
  /** All entries in the order in which they were remembered. */
  log(): readonly Entry[]
}

/** Folds entries in any order (a row's own are put in order by their serial). */
export function openFolds(entries: Entry[]): Folds {
  const own = new Map<string, Entry[]>()
  const rows = new Map<string, Row>()
  const numbers: string[] = []
  const byMessage = new Map<string, Set<string>>()
  const entriesByMessage = new Map<string, Entry[]>()
  const acts = new Map<string, Entry>()
  const lastOfYear = new Map<string, number>()
  const log: Entry[] = []
  for (const entry of [...entries].sort((a, b) => serialOf(a) - serialOf(b))) gather(entry)
  for (const [number, list] of own) rows.set(number, foldRow(list))
  numbers.push(...[...rows.keys()].sort())

  function gather(entry: Entry): Entry[] {
    const list = own.get(entry.row) ?? []
    list.push(entry)
    log.push(entry)
    own.set(entry.row, list)
    if (entry.once) acts.set(entry.once, entry)
    const [year = '', serial = '0'] = entry.row.split('-')
    lastOfYear.set(year, Math.max(lastOfYear.get(year) ?? 0, Number(serial)))
    for (const id of 'messages' in entry.source ? entry.source.messages : []) {
      byMessage.set(id, (byMessage.get(id) ?? new Set()).add(entry.row))
      entriesByMessage.set(id, [...(entriesByMessage.get(id) ?? []), entry])
    }
    return list
  }

  function row(number: string): Row {
    const found = rows.get(number)
    if (!found) throw new Fault('ledger/no-row', `台账里没有 ${number} 这一条，请核对编号。`)
    return found
  }

  return {
    remember(entry) {
      const fresh = !rows.has(entry.row)
      const folded = foldRow([...gather(entry)])
      rows.set(entry.row, folded)
      if (fresh) {
        const last = numbers.at(-1)
        numbers.push(entry.row)
        if (last !== undefined && last > entry.row) numbers.sort()
      }
      return folded
    },
    row,
    find: (number) => rows.get(number),
    rows: () => numbers.map(row),
    fromMessage: (id) => [...(byMessage.get(id) ?? [])].map(row),
    entriesOf: (message) => entriesByMessage.get(message) ?? [],
    byAct: (once) => acts.get(once),
    log: () => log,
    nextNumber: (year) => `${year}-${String((lastOfYear.get(year) ?? 0) + 1).padStart(4, '0')}`,
  }
}

/** `2025-03/2025-0312-4` -> 4. */
function serialOf(entry: Entry): number {
  return Number(entry.id.slice(entry.id.lastIndexOf('-') + 1))
}
