import type { Instant } from '../clock.ts'
import { asOf, type Change, changesBetween } from './change.ts'
import type { Ledger } from './ledger.ts'
import type { Row } from './row.ts'

/** A row that reads otherwise than it did when something was said from it. */
interface Drift {
  row: Row
  changes: Change[]
}

/** Something that was said from rows: an article, a report, a figure; `at` is when. */
export interface Use {
  id: string
  title: string
  rows: string[]
  at: Instant
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
