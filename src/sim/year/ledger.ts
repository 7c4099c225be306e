import { at, plusDays } from '../../clock.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Happening } from './book.ts'
import { OFFICE, speakerOf } from './places.ts'

/**
 * Files the book straight into a ledger, as intake would have left it: the quick way to the year's figures, without
 * the reader. The long way is `eventsOf`.
 */
export async function fileBook(ledger: Ledger, book: Happening[]): Promise<void> {
  const numbers = new Map<number, string>()
  for (const one of [...book].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.n - b.n))) {
    const by = one.place.startsWith('镇') ? (OFFICE[0] ?? '') : speakerOf(one.place)
    const told = at(plusDays(one.day, 1), '09:00')
    const message = (word: string): { messages: string[] } => ({
      messages: [`${told.slice(0, 10)}/${one.n}-${word}`],
    })
    const first = one.fate.kind === 'corrected' ? { ...one.fields, ...one.fate.first } : one.fields
    const { number } = await ledger.file({ fields: first, source: message('told'), by, at: told })
    numbers.set(one.n, number)
    const act = { source: message(one.fate.kind), by, at: at(plusDays(one.day, 1), '10:00') }
    if (one.fate.kind === 'corrected') {
      await ledger.amend(number, {
        ...act,
        kind: 'corrected',
        fields: { participants: one.fields.participants },
      })
    }
    if (one.fate.kind === 'withdrawn') await ledger.amend(number, { ...act, kind: 'withdrawn' })
    const of = one.fate.kind === 'duplicate' ? numbers.get(one.fate.of) : undefined
    if (of) await ledger.amend(number, { ...act, kind: 'merged', into: of })
  }
}
