import { Fault } from '../fault.ts'
import type { Words } from './wording.ts'

/** One template of prompts/article: `标题：…` and `摘要：…`, a line `---`, then the body. */
export interface Template {
  title: string
  digest: string
  body: string
}

/** Throws Fault `article/template` naming the template and what it lacks. */
export function parseTemplate(name: string, text: string): Template {
  const [, head, body] = /^([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n')) ?? []
  const line = (label: string) => new RegExp(`^${label}：(.+)$`, 'm').exec(head ?? '')?.[1]?.trim()
  const [title, digest] = [line('标题'), line('摘要')]
  if (!title || !digest || !body?.trim()) {
    throw new Fault(
      'article/template',
      `推文模板 prompts/article/${name}.md 要有“标题：”和“摘要：”各一行，再一行“---”，下面是正文，请补全。`,
    )
  }
  return { title, digest, body: body.trim() }
}

/**
 * `{村}` becomes the word; `〔，{人数}参加〕` is left out whole when one of its words is not known.
 * An unknown word outside such brackets makes the whole piece empty: no half sentence is ever written.
 */
export function fill(piece: string, words: Words): string {
  const trimmed = piece.replace(/〔([^〔〕]*)〕/g, (_, inner: string) => (known(inner, words) ? inner : ''))
  if (!known(trimmed, words)) return ''
  return trimmed.replace(/\{([^{}]+)\}/g, (_, name: string) => words[name] ?? '')
}

function known(piece: string, words: Words): boolean {
  return [...piece.matchAll(/\{([^{}]+)\}/g)].every((one) => (words[one[1] ?? ''] ?? '') !== '')
}
