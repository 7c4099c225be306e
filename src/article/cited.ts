import { Fault } from '../fault.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Row } from '../ledger/row.ts'
import type { SourceRow } from './source.ts'

/** Where the words and pictures behind a row are looked up. */
export interface CitedNeeds {
  ledger: Pick<Ledger, 'row' | 'find'>
  /** Message id -> its words: what a row was read from. */
  words: (message: string) => Promise<string | undefined>
  /** Message id -> the picture it brought, when it brought one. */
  pictures?: (message: string) => Promise<{ hash: string; name: string } | undefined>
}

/** The rows of an article with what their messages say; a number that is in the ledger no more is left out. */
export function citedRows(numbers: string[], needs: CitedNeeds): Promise<SourceRow[]> {
  const rows = numbers.flatMap((number) => needs.ledger.find(number) ?? [])
  return Promise.all(rows.map(async (row) => ({ ...row, ...(await saidIn(row, needs)) })))
}

/** The rows to draft from, each once. Faults `article/no-rows`, `ledger/no-row`. */
export function chosenRows(numbers: string[], needs: CitedNeeds): Promise<SourceRow[]> {
  if (numbers.length === 0) throw new Fault('article/no-rows', '还没有选台账条目，请先选至少一条。')
  for (const number of numbers) needs.ledger.row(number)
  return citedRows([...new Set(numbers)], needs)
}

async function saidIn({ messages }: Row, needs: CitedNeeds): Promise<Pick<SourceRow, 'words' | 'pictures'>> {
  const words = await Promise.all(messages.map(needs.words))
  const pictures = await Promise.all(
    messages.map(async (message) => {
      const picture = await needs.pictures?.(message)
      return picture ? [{ ...picture, message }] : []
    }),
  )
  return { words: words.flatMap((one) => one ?? []), pictures: pictures.flat() }
}
