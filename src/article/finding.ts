import type { Span } from '../reading/reading.ts'
import type { Article, Vouch } from './article.ts'

/** What the proof stumbled on. Every kind bars review until the words are changed or, where allowed, vouched for. */
export const FINDING_KINDS = {
  number: '数字',
  date: '日期',
  village: '村名',
  organisation: '单位',
  person: '人名',
  place: '地点',
  name: '名称',
  order: '排名',
  slip: '错别字',
  private: '个人信息',
  forbidden: '禁用词',
  sentence: '没有出处的句子',
  row: '台账条目',
  picture: '图片',
  link: '链接',
  limit: '平台限制',
} as const
export type FindingKind = keyof typeof FINDING_KINDS

export interface Finding {
  kind: FindingKind
  /** Which part of the article: its spans count from that part's beginning. */
  part: 'title' | 'author' | 'digest' | 'body' | 'picture'
  /** The very characters. */
  text: string
  /** UTF-16 offsets into the part, end exclusive. */
  span: Span
  /** Number of the row that comes closest, or null. */
  nearest: string | null
  /** What is wrong and what to do. */
  say: string
}

/** Identity numbers and bank cards never go out, a broken limit would be refused by the platform: nobody can vouch for those. */
export function canVouch(finding: Finding): boolean {
  if (finding.kind === 'limit' || finding.kind === 'row') return false
  return !(finding.kind === 'private' && /^[\d０-９Xxｘ\s-]{13,}$/.test(finding.text))
}

/** The findings that nobody has vouched for. */
export function unresolved(findings: Finding[], article: Article): Finding[] {
  return findings.filter(
    (finding) => !(canVouch(finding) && article.vouched.some((vouch) => covers(vouch, finding))),
  )
}

function covers(vouch: Vouch, finding: Finding): boolean {
  return vouch.kind === finding.kind && vouch.text === finding.text
}
