import type { Instant } from '../clock.ts'
import { type Article, type ArticleKind, contentHash, type Vouch } from './article.ts'
import type { Draft } from './draft.ts'
import { canVouch, type Finding } from './finding.ts'
import { withDeed } from './review.ts'

/** An article that another room wrote. */
export interface Taken {
  kind: ArticleKind
  title: string
  digest: string
  /** Markdown. */
  body: string
  rows: string[]
  ai: boolean
  /** Words that stand in no row because they are somebody else's own, and whose. */
  quoted: { text: string; from: string }[]
  /** From what it was made, for the record. */
  origin: string
}

/** It as a 初稿 of the column 每日简报. */
export function draftOf({ kind, title, digest, body }: Taken): Draft {
  return { kind, column: '每日简报', own: false, title, digest, body, pictures: [], backing: [] }
}

/** The article with its first deed; what only quotes is vouched for by whom it quotes, in the name of the person who took it in. */
export function withQuotes(
  article: Article,
  findings: Finding[],
  { quoted, origin, by, at }: Taken & { by: string; at: Instant },
): Article {
  const vouched = new Map<string, Vouch>()
  for (const finding of findings) {
    const whose = quoted.find(({ text }) => text.includes(finding.text))
    if (!whose || !canVouch(finding)) continue
    const { kind, text } = finding
    vouched.set(`${kind} ${text}`, { kind, text, note: whose.from, by, at })
  }
  const made = { ...article, vouched: [...vouched.values()] }
  return withDeed(made, { what: 'drafted', by, at, say: origin, hash: contentHash(made) })
}
