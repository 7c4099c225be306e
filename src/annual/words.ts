import type { Row } from '../ledger/row.ts'

/**
 * The words behind rows: what stands in the messages that tell of one row alone (of a message with two activities nobody
 * knows which words belong to which). A message never changes, so each is fetched once.
 */
export function openWords(
  fetch: ((message: string) => Promise<string | undefined>) | undefined,
): (rows: Row[]) => Promise<(row: Row) => string> {
  const known = new Map<string, string>()
  return async (rows) => {
    const told = new Map<string, number>()
    for (const id of rows.flatMap((row) => row.messages)) told.set(id, (told.get(id) ?? 0) + 1)
    for (const id of fetch ? told.keys() : []) {
      if (!known.has(id)) known.set(id, (await fetch?.(id)) ?? '')
    }
    return (row) =>
      row.messages
        .filter((id) => told.get(id) === 1)
        .map((id) => known.get(id) ?? '')
        .join(' ')
  }
}
