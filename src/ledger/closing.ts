import { z } from 'zod'
import type { Day, Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Shelf } from '../shelf.ts'
import { asOf, type Change, changesBetween } from './change.ts'
import type { Ledger } from './ledger.ts'
import type { Row } from './row.ts'

/** 结账: from this instant the figures of a period are final; what changes later is shown as 当时 / 现在, never hidden. */
export const closingSchema = z.object({
  /** `2025-01-01_2025-06-30` */
  id: z.string(),
  title: z.string(),
  from: z.string(),
  to: z.string(),
  by: z.string(),
  at: z.string(),
})
export type Closing = z.infer<typeof closingSchema>

/** A row that reads otherwise than it did at some instant. */
export interface Drift {
  row: Row
  /** As it stood; absent when it was filed later. */
  before?: Row
  changes: Change[]
}

/** Something that was said from rows: an article, a report, a figure; `at` is when. */
export interface Use {
  id: string
  title: string
  rows: string[]
  at: Instant
}

export interface Closings {
  /** Throws Fault `ledger/closed` when these days are closed already. */
  close(what: { title: string; from: Day; to: Day; by: string; at: Instant }): Promise<Closing>
  list(): Closing[]
  /** The closing that a day falls into. */
  of(day: Day): Closing | undefined
  /** Rows of the period, then or now, that have changed since it was closed. */
  drift(closing: Closing): Drift[]
}

export async function openClosings(shelf: Shelf<Closing>, ledger: Ledger): Promise<Closings> {
  const standing = await shelf.list()
  return {
    async close({ title, from, to, by, at }) {
      const other = standing.find((one) => one.from <= to && from <= one.to)
      if (other)
        throw new Fault(
          'ledger/closed',
          `${other.title}已于${other.at.slice(0, 10)}由${other.by}结账，不用再结。`,
        )
      const closing: Closing = { id: `${from}_${to}`, title, from, to, by, at }
      await shelf.put(closing)
      standing.push(closing)
      return closing
    },
    list: () => [...standing].sort((a, b) => (a.from < b.from ? -1 : 1)),
    of: (day) => standing.find((one) => one.from <= day && day <= one.to),
    drift: (closing) => ledger.rows().flatMap((row) => driftSince(row, closing)),
  }
}

function driftSince(row: Row, { from, to, at }: Closing): Drift[] {
  const before = asOf(row, at)
  const falls = (one: Row | undefined) =>
    one?.date != null && one.date.slice(0, 10) >= from && one.date.slice(0, 10) <= to
  if (!falls(row) && !falls(before)) return []
  const changes = changesBetween(before, row)
  return changes.length > 0 ? [{ row, ...(before ? { before } : {}), changes }] : []
}

/** What has changed of a row since an instant, in words; empty when it reads as it did. */
function changesSince(row: Row, at: Instant): Change[] {
  const before = asOf(row, at)
  return before === undefined && row.version === 0 ? [] : changesBetween(before, row)
}

/** “已发布文章需更正” and the like: the uses whose rows read otherwise now, with 当时 / 现在. */
export function outdated(ledger: Ledger, uses: Use[]): { use: Use; drifts: Drift[] }[] {
  return uses.flatMap((use) => {
    const drifts = use.rows.flatMap((number) => {
      const row = ledger.find(number)
      const changes = row ? changesSince(row, use.at) : []
      return row && changes.length > 0 ? [{ row, changes }] : []
    })
    return drifts.length > 0 ? [{ use, drifts }] : []
  })
}
