import type { Role } from '../town.ts'
import type { Field, Value } from './field.ts'
import { type RegisterName, registerOf } from './kinds.ts'
import { type Kept, type RegisterRecord, spellValue } from './record.ts'

/** Those who keep the registers see them whole; everybody else sees the personal data covered. */
export function seesWhole(roles: Role[]): boolean {
  return roles.includes('admin') || roles.includes('leader')
}

/** A value as a person of these roles may see it: the year of a birth, the ends of a number, the name in full. */
export function shownValue(field: Field, value: Value | undefined, roles: Role[]): string {
  const text = spellValue(value ?? null)
  if (text === '' || !field.personal || field.personal === 'name' || seesWhole(roles)) return text
  if (field.personal === 'birth') return `${text.slice(0, 4)}年`
  const [head, tail] = field.personal === 'id' ? [6, 4] : [3, 4]
  const covered = Math.max(0, text.length - head - tail)
  return covered === 0
    ? '*'.repeat(text.length)
    : text.slice(0, head) + '*'.repeat(covered) + text.slice(-tail)
}

/** A register as a spreadsheet that can be imported again: headings, then a line a record. */
export function exportSheet(register: RegisterName, records: RegisterRecord[], roles: Role[]): string[][] {
  const { fields } = registerOf(register)
  return [
    fields.map((field) => field.label),
    ...records.map((record) => fields.map((field) => shownValue(field, record.values[field.key], roles))),
  ]
}

/** The history of a record for its page: who changed what, when, and from what. */
export function historyOf(
  record: RegisterRecord,
  roles: Role[],
): (Pick<Kept, 'on' | 'by' | 'at' | 'source' | 'note'> & { kind: string; changes: string[] })[] {
  const { fields } = registerOf(record.register)
  const kinds = { entered: '登记', changed: '变更', left: '移出', back: '恢复' }
  return record.history.map(({ kind, values, was, ...change }) => ({
    ...change,
    kind: kinds[kind],
    changes: fields
      .filter(({ key }) => key in values && spellValue(was[key] ?? null) !== spellValue(values[key] ?? null))
      .map((field) => {
        const before = shownValue(field, was[field.key], roles)
        return `${field.label}：${before ? `${before} → ` : ''}${shownValue(field, values[field.key], roles) || '空'}`
      }),
  }))
}

/** Records that show the words; a covered number is not found by guessing it. */
export function findRecords(records: RegisterRecord[], words: string, roles: Role[]): RegisterRecord[] {
  return records.filter(({ register, values }) =>
    registerOf(register).fields.some((field) => shownValue(field, values[field.key], roles).includes(words)),
  )
}
