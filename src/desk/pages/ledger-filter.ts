import { type Browser, categoryOf, type Search } from '../../ledger/browse.ts'
import { COUNTED_STATES, type Row, type RowState, STATE_WORDS } from '../../ledger/row.ts'
import { CATEGORIES } from '../../reading/category.ts'
import type { Person, Town } from '../../town.ts'
import { inOffice, seesRow } from '../rights.ts'

/** What stands in the filter's fields; empty means any. */
export interface LedgerFilter {
  village: string
  month: string
  category: string
  /** Empty: the states that a total counts; `all`: withdrawn and merged too. */
  state: string
  words: string
}

export function filterOf(query: (name: string) => string | undefined): LedgerFilter {
  const get = (name: string) => query(name)?.trim().slice(0, 100) ?? ''
  return {
    village: get('village'),
    month: get('month'),
    category: get('category'),
    state: get('state'),
    words: get('words'),
  }
}

/** The rows that fit the filter and that this person may see, newest activity first. */
export function chosen(
  browser: Browser,
  filter: LedgerFilter,
  { person, town }: { person: Person; town: Town },
): Row[] {
  const body = town.bodies.some(({ name }) => name === filter.village)
  const rows = browser.all(searchOf(filter, body))
  return rows.filter(
    (row) => (inOffice(person) || seesRow(person, row)) && (!body || row.organizer === filter.village),
  )
}

function searchOf({ village, month, category, state, words }: LedgerFilter, body: boolean): Search {
  const kind = categoryOf(Object.entries(CATEGORIES).find(([key]) => key === category)?.[1] ?? '')
  return {
    ...(village && !body ? { village } : {}),
    ...(month ? { month } : {}),
    ...(kind ? { category: kind } : {}),
    ...(words ? { words } : {}),
    ...(state === 'all' ? {} : { states: isState(state) ? [state] : COUNTED_STATES }),
  }
}

function isState(state: string): state is RowState {
  return Object.hasOwn(STATE_WORDS, state)
}
