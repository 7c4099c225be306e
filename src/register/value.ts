import { dayInCell } from '../cell.ts'
import { Fault } from '../fault.ts'
import type { Field, Value, Values } from './field.ts'
import { type RegisterName, registerOf } from './kinds.ts'

/** What a person or a spreadsheet wrote -> a value of the field, or the sentence that says why it does not fit. */
export function readValue(field: Field, written: unknown): { value: Value } | { fault: string } {
  const spelt = Array.isArray(written) ? written.join('、') : String(written ?? '').trim()
  if (spelt === '') return field.required ? { fault: `“${field.label}”不能空着。` } : { value: null }
  if (field.personal && spelt.includes('*')) return { fault: `“${field.label}”是遮盖过的，不能存入名册。` }
  if (field.type === 'yes') return readYes(field, spelt)
  if (field.type === 'number') return readNumber(field, spelt)
  if (field.type === 'day') {
    const value = readDay(spelt)
    return value ? { value } : { fault: `“${field.label}”写的“${spelt}”不像日期，请写成 2023-06-01 这样。` }
  }
  if (field.type === 'list') {
    const words = spelt.split(/[、，,;；\s]+/).filter(Boolean)
    const strange = words.find((word) => field.words && !field.words.includes(word))
    return strange ? { fault: wordFault(field, strange) } : { value: words }
  }
  return field.words && !field.words.includes(spelt) ? { fault: wordFault(field, spelt) } : { value: spelt }
}

/** All values of a change; Fault `register/value` names every one that does not fit. */
export function readValues(register: RegisterName, written: Record<string, unknown>): Values {
  const values: Values = {}
  const faults: string[] = []
  for (const field of registerOf(register).fields) {
    if (!(field.key in written)) continue
    const read = readValue(field, written[field.key])
    if ('fault' in read) faults.push(read.fault)
    else values[field.key] = read.value
  }
  if (faults.length > 0) throw new Fault('register/value', faults.join(''))
  return values
}

function wordFault(field: Field, word: string): string {
  return `“${field.label}”写的“${word}”不认识，只能是${(field.words ?? []).join('、')}。`
}

function readYes(field: Field, spelt: string): { value: Value } | { fault: string } {
  if (/^(是|有|√|✓|y|yes|true|1|党员|中共党员)$/i.test(spelt)) return { value: true }
  if (/^(否|无|不是|×|x|n|no|false|0|群众)$/i.test(spelt)) return { value: false }
  return { fault: `“${field.label}”请填“是”或“否”，现在写的是“${spelt}”。` }
}

function readNumber(field: Field, spelt: string): { value: Value } | { fault: string } {
  const digits = spelt.replace(/[,，\s]/g, '').match(/^(\d+(?:\.\d+)?)[\u4e00-\u9fff]{0,2}$/)
  return digits ? { value: Number(digits[1]) } : { fault: `“${field.label}”写的“${spelt}”不是数。` }
}

/** A day, or a month taken as its first day: 2019年7月. */
function readDay(spelt: string): string | undefined {
  const [, year, month = ''] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/.exec(spelt) ?? []
  return dayInCell(year ? `${year}-${month}-1` : spelt)
}
