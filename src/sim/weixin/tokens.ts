import type { Books } from './books.ts'
import { errorOf } from './errors.ts'

const LIFE = 7200
const OVERLAP = 300

/** stable_token, normal mode: the same token while it lives; in its last five minutes the next one, both valid then. */
export function stableToken(books: Books, now: number, force: boolean, day: string): object {
  const { state } = books
  if (force) return forced(books, now, day)
  const last = state.tokens.at(-1)
  if (last && last.until - now > OVERLAP)
    return { access_token: last.value, expires_in: Math.floor(last.until - now) }
  return fresh(books, now)
}

function forced(books: Books, now: number, day: string): object {
  const { state } = books
  if (state.forced.day !== day) state.forced = { day, times: 0, last: 0 }
  if (state.forced.times >= 20) return errorOf(45009, 'reach max api daily quota limit')
  const last = state.tokens.at(-1)
  if (last && now - state.forced.last < 30) {
    return { access_token: last.value, expires_in: Math.max(0, Math.floor(last.until - now)) }
  }
  state.forced = { day, times: state.forced.times + 1, last: now }
  state.tokens = []
  return fresh(books, now)
}

function fresh(books: Books, now: number): object {
  const value = `${books.next('token')}_${'x'.repeat(128)}`
  books.state.tokens = [...books.state.tokens.slice(-1), { value, until: now + LIFE }]
  books.save()
  return { access_token: value, expires_in: LIFE }
}

/** The errcode of a token that may not be used; 0 when it may. */
export function tokenFault(books: Books, token: string | null, now: number): 0 | 40001 | 41001 | 42001 {
  if (!token) return 41001
  const known = books.state.tokens.find((one) => one.value === token)
  if (!known) return 40001
  return known.until > now ? 0 : 42001
}
