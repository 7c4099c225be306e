import type { Context } from 'hono'
import type { Message } from '../chat/message.ts'
import { Fault } from '../fault.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Row, villagesOf } from '../ledger/row.ts'
import type { Person, Role, Town } from '../town.ts'
import type { DeskEnv } from './rooms.ts'

const OFFICE: Role[] = ['editor', 'second', 'final', 'leader', 'admin']
/** Who may confirm and return rows; the leader reads. */
const KEEPERS: Role[] = ['editor', 'second', 'final', 'admin']

export function has(person: Person, ...roles: Role[]): boolean {
  return person.roles.some((role) => roles.includes(role))
}

/** The office sees the whole township; village people see their own villages. */
export function inOffice(person: Person): boolean {
  return has(person, ...OFFICE)
}

export function keepsLedger(person: Person): boolean {
  return has(person, ...KEEPERS)
}

/** Who may draft and edit articles; the leader reads. */
export function writesArticles(person: Person): boolean {
  return has(person, ...KEEPERS)
}

/** Who may comment on an article, vouch for its words and send it back: those who review it in one of the steps. */
export function reviews(person: Person, { review }: Town): boolean {
  return [review.first, review.second, review.final].some((names) => names.includes(person.name))
}

export function seesRow(person: Person, row: Row): boolean {
  if (inOffice(person)) return true
  return row.by === person.name || villagesOf(row).some((village) => person.villages.includes(village))
}

/** The row of the address. Faults `ledger/no-row`, `desk/not-allowed`. */
export function rowOf(c: Context<DeskEnv>, ledger: Pick<Ledger, 'row'>): Row {
  const row = ledger.row(c.req.param('number') ?? '')
  if (!seesRow(c.get('person'), row)) throw new Fault('desk/not-allowed', '这一条不在您能看的范围内。')
  return row
}

/** The reporter, the village's own people and the office correct and withdraw, as in the group. */
export function mayCorrect(person: Person, row: Row): boolean {
  return keepsLedger(person) || (!inOffice(person) && seesRow(person, row))
}

/** Village people see what their own villages' people said and what stands behind their own rows. */
export function seesMessage(
  person: Person,
  message: Pick<Message, 'id' | 'person'>,
  { town, ledger }: { town: Town; ledger: Ledger },
): boolean {
  if (inOffice(person) || message.person === person.name) return true
  const speaker = town.people.find((one) => one.name === message.person)
  if (speaker?.villages.some((village) => person.villages.includes(village))) return true
  return ledger.fromMessage(message.id).some((row) => seesRow(person, row))
}

/** Throws Fault `desk/not-allowed`. */
export function allow(allowed: boolean, what: string): void {
  if (!allowed) throw new Fault('desk/not-allowed', `您的角色不能${what}。如有需要，请联系办公室管理员。`)
}
