import { CATEGORIES } from './category.ts'
import type { Field, Reading, Span } from './reading.ts'

/** One field as a person reads it: its words in the message and the rule (or `model`) that read them. */
export interface Explained {
  name: string
  value: string
  words: string
  span: Span
  by: string
  /** Said where the reading is a guess. */
  unsure: boolean
}

export interface Explanation {
  fields: Explained[]
  /** “103 页：页数，不是人数” */
  refused: string[]
}

const INTENT_WORDS: Record<Reading['intent'], string> = {
  report: '上报',
  correction: '更正',
  withdrawal: '撤回',
  query: '询问',
  answer: '回答',
  chatter: '闲聊或通知',
}

/** Why the message was read as it was: every field with its own words, and what was seen but not taken. */
export function explain(text: string, reading: Reading): Explanation {
  const fields: Explained[] = []
  const add = (name: string, one: Field<unknown> | undefined, value: string) => {
    if (!one) return
    fields.push({
      name,
      value,
      words: text.slice(...one.span),
      span: one.span,
      by: one.by,
      unsure: one.confidence < 0.8,
    })
  }
  add('日期', reading.date, reading.date?.value ?? '')
  add('组织者', reading.organizer, reading.organizer?.value ?? '')
  add('地点', reading.location, reading.location?.value ?? '')
  const category = reading.category
  const second = category?.runnerUp ? `（也可能是${CATEGORIES[category.runnerUp]}）` : ''
  add('类别', category, category ? CATEGORIES[category.value] + second : '')
  add('主题', reading.topic, reading.topic?.value ?? '')
  add('人数', reading.participants, amount(reading.participants, '人'))
  add('人次', reading.personTimes, amount(reading.personTimes, '人次'))
  add('场次', reading.sessions, amount(reading.sessions, '场'))
  for (const q of reading.quantities) add('数量', q, `${q.what}${amount(q, q.unit)}`)
  for (const person of reading.people) add('人名', person, `${person.value}（${person.role}）`)
  fields.sort((a, b) => a.span[0] - b.span[0])
  return { fields, refused: reading.refused.map((r) => `${r.text.trim()}：${r.why}`) }
}

function amount(one: { value: number; approx?: true; upTo?: number } | undefined, unit: string): string {
  if (!one) return ''
  const value = one.upTo === undefined ? String(one.value) : `${one.value}至${one.upTo}`
  return `${one.approx ? '约' : ''}${value}${unit}`
}

/** The explanation as lines for a terminal; words that were read stand in 【】. */
export function explainLines(text: string, reading: Reading): string[] {
  const { fields, refused } = explain(text, reading)
  return [
    `${INTENT_WORDS[reading.intent]}：${marked(text, fields)}`,
    ...fields.map((f) => `  ${f.name} ${f.value}  ←“${f.words}”（${f.by}${f.unsure ? '，拿不准' : ''}）`),
    ...refused.map((line) => `  未取 ${line}`),
  ]
}

function marked(text: string, fields: Explained[]): string {
  let out = ''
  let at = 0
  for (const { span } of fields) {
    if (span[0] < at) continue
    out += `${text.slice(at, span[0])}【${text.slice(...span)}】`
    at = span[1]
  }
  return (out + text.slice(at)).replace(/\n/g, ' ')
}
