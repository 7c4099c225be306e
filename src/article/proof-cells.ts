import { counted, type Figure } from './figure.ts'
import type { Sentence } from './sentence.ts'

/** A bare number in a table counts what the head of its column says: 人数, 栽植（棵）. */
export function unitOfColumn(figure: Figure, { text, heads }: Sentence): Figure {
  if (!heads || figure.unit !== '' || figure.how !== 'cardinal') return figure
  const head = heads[text.slice(0, figure.span[0]).split('|').length - 1] ?? ''
  const unit = unitIn(head.trim())
  return unit ? { ...figure, ...counted(figure.value, unit) } : figure
}

function unitIn(head: string): string | undefined {
  if (/人次/.test(head)) return '人次'
  if (/人数|人员|[（(](?:人|名)[）)]/.test(head)) return '人'
  if (/场次|场数|次数/.test(head)) return '场次'
  return /[（(]([一-龥]{1,3})[）)]$/.exec(head)?.[1]
}
