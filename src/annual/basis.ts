import type { RowState } from '../ledger/row.ts'
import type { Category } from '../reading/category.ts'
import type { RegisterName } from '../register/kinds.ts'
import type { Manner } from './spoken.ts'

/** 计: what a figure counts. */
export const COUNTS = {
  条数: 'rows',
  场次: 'sessions',
  人数: 'headcount',
  人次: 'person_times',
  数量: 'quantity',
  村数: 'villages',
  名册: 'register',
  推文: 'articles',
  简报: 'digests',
  占比: 'share',
  合计: 'sum',
} as const
export type Count = (typeof COUNTS)[keyof typeof COUNTS]

/** 口径: what a figure counts, from where, and how it is said. */
export interface Basis {
  name: string
  chapter: string
  unit: string
  count: Count
  where: Where
  /** Row states that count; design.md, rule 3, unless the basis says otherwise. */
  states: RowState[]
  /** An activity of several villages counts once, or once for each of them. */
  joint: 'once' | 'each'
  spoken: Manner
  word: '余' | '多'
  /** sum: what it adds up; share: [part, whole]; any other: figures that must add up to this one. */
  parts: string[]
  /** Said to whoever asks where the figure comes from. */
  note?: string
  /** Its line in figures.yaml. */
  line: number
}

/** 条件: all of them must hold; within a list, one. */
export interface Where {
  categories?: Category[]
  organizers?: string[]
  villages?: string[]
  /** Words of which one stands in the row's topic, organiser or location. */
  words?: string[]
  without?: string[]
  /** quantity: its unit, and words of which one stands in what was counted. */
  quantityUnit?: string
  quantityWords?: string[]
  register?: RegisterName
  /** Field key -> the wanted words, or a comparison `<= 35`; `age` is reckoned at the end of the period. */
  fields?: { key: string; wanted: string[] }[]
  /** The field whose day must lie in the period. */
  when?: string
  /** register: adds up this field; or counts its different values; or gives its least and greatest. */
  sum?: string
  distinct?: string
  range?: string
  columns?: string[]
  /** articles: only those on the town's own work, or only the others. */
  own?: boolean
  sections?: string[]
}
