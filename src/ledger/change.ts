import { type Instant, spokenDay } from '../clock.ts'
import { CATEGORIES } from '../reading/category.ts'
import type { RowFields } from './entry.ts'
import { counts, EMPTY, foldRow, type Row } from './row.ts'

/** 当时 / 现在: one field of a row as it stood and as it stands. */
export interface Change {
  field: keyof RowFields | 'counts'
  /** The field's name in words. */
  word: string
  was: string
  now: string
}

export const FIELD_WORDS: Record<keyof RowFields, string> = {
  village: '村',
  organizer: '主办',
  date: '日期',
  category: '类别',
  topic: '内容',
  location: '地点',
  participants: '人数',
  participantsApprox: '人数为约数',
  personTimes: '人次',
  sessions: '场次',
  quantities: '其他数量',
  cumulative: '累计数',
}

/** The fields of a row in the order in which they are shown, compared and searched. */
export const FIELDS: readonly (keyof RowFields)[] = Object.keys(FIELD_WORDS).filter(isField)

function isField(name: string): name is keyof RowFields {
  return Object.hasOwn(FIELD_WORDS, name)
}

/** The row as somebody saw it at a version; undefined before it was filed. */
export function versionOf(row: Row, version: number): Row | undefined {
  return version < 1 ? undefined : foldRow(row.entries.slice(0, version))
}

/** The row as it stood at an instant (entries after it left out); undefined when it was filed later. */
export function asOf(row: Row, instant: Instant): Row | undefined {
  return versionOf(row, row.entries.filter((entry) => entry.at <= instant).length)
}

/** What differs between two states of a row, in words; also whether totals count it. */
export function changesBetween(then: Row | undefined, now: Row): Change[] {
  const before: RowFields = then ?? EMPTY
  const changes: Change[] = FIELDS.filter((field) => said(before, field) !== said(now, field)).map(
    (field) => ({
      field,
      word: FIELD_WORDS[field],
      was: said(before, field) || '（无）',
      now: said(now, field) || '（无）',
    }),
  )
  const counted = then ? counts(then) : false
  if (counted !== counts(now)) {
    changes.push({
      field: 'counts',
      word: '计入合计',
      was: counted ? '是' : '否',
      now: counts(now) ? '是' : '否',
    })
  }
  return changes
}

/** The value of a field as an office would write it; empty when nothing stands. */
export function said(fields: Partial<RowFields>, field: keyof RowFields): string {
  const value = fields[field]
  if (value === null || value === undefined || value === false) return ''
  if (field === 'date') return spokenDate(String(value))
  if (field === 'category') return fields.category ? CATEGORIES[fields.category] : ''
  if (field === 'participants') return `${fields.participantsApprox ? '约' : ''}${value}人`
  if (field === 'personTimes') return `${value}人次`
  if (field === 'sessions') return `${value}场`
  if (field === 'quantities') {
    return (fields.quantities ?? [])
      .map((q) => `${q.what}${q.approx ? '约' : ''}${q.value}${q.unit}`)
      .join('、')
  }
  return value === true ? '是' : String(value)
}

/** `2025-03-05` -> `3月5日`; ranges and lists part by part; other forms as they are. */
export function spokenDate(date: string): string {
  return date
    .split(/([/,])/)
    .map((part) =>
      part === '/' ? '至' : part === ',' ? '、' : /^\d{4}-\d\d-\d\d$/.test(part) ? spokenDay(part) : part,
    )
    .join('')
}
