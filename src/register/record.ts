import type { Day, Instant } from '../clock.ts'
import type { Change } from './change.ts'
import type { Value, Values } from './field.ts'
import { type RegisterName, registerOf } from './kinds.ts'

/** 名册条目: one person, pair, household or station, as its changes leave it. */
export interface RegisterRecord {
  /** `members-0012` */
  id: string
  register: RegisterName
  values: Values
  since: Day
  /** The day it left the register; absent: still there. */
  until?: Day
  history: Kept[]
  /** The number of its changes; an edit names the version it saw. */
  version: number
}

/** A change with who made it and when it was written down. */
export type Kept = Change & { by: string; at: Instant }

/** Changes of one record -> the record as it stood at the end of `day` (absent: as it stands). */
export function foldRecord(register: RegisterName, history: Kept[], day?: Day): RegisterRecord | undefined {
  const held = day === undefined ? history : history.filter((change) => change.on <= day)
  const first = held[0]
  if (!first) return undefined
  const record: RegisterRecord = {
    id: first.record,
    register,
    values: {},
    since: first.on,
    history: held,
    version: history.length,
  }
  for (const change of held) {
    Object.assign(record.values, change.values)
    if (change.kind === 'left') record.until = change.on
    if (change.kind === 'back') delete record.until
  }
  return record
}

export function textIn(record: { values: Values }, key: string): string {
  const value = record.values[key]
  return value === undefined || value === null ? '' : spellValue(value)
}

/** A value as an office writes it: 是/否, a list with 、 between. */
export function spellValue(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  return Array.isArray(value) ? value.join('、') : String(value)
}

/** What tells one record from another, as one text: `张三/张湾村党支部`. */
export function identityOf(register: RegisterName, values: Values): string {
  return registerOf(register)
    .identity.map((key) => spellValue(values[key] ?? null))
    .join('/')
}
