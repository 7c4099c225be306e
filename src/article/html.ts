import { Marked, type TokenizerAndRendererExtension, type Tokens } from 'marked'
import { type Article, type ArticlePicture, STEPS } from './article.ts'
import { pictureAt } from './pieces.ts'
import { paragraphStyle, THEMES, type Theme } from './theme.ts'

/** `**“重点”**内容`: CommonMark does not close stars next to Chinese punctuation, so bold has a tokenizer of its own. */
const cjkStrong: TokenizerAndRendererExtension = {
  name: 'cjkStrong',
  level: 'inline',
  start: (src) => src.indexOf('**'),
  tokenizer(src) {
    const found = /^\*\*(?!\s)([^*\n]+?)\*\*/.exec(src)
    if (!found?.[1]) return undefined
    return { type: 'cjkStrong', raw: found[0], text: found[1], tokens: this.lexer.inlineTokens(found[1]) }
  },
  renderer(token) {
    return `<strong>${this.parser.parseInline(token.tokens ?? [])}</strong>`
  },
}

/** What a reader is told where a model had a part in the words (in force since 2025-09-01). */
export const AI_LABEL = '本文由人工智能辅助生成，内容已经人工审核。'

/** What rendering needs besides the article. */
export interface Rendering {
  /** The town's name, for the line above the text. */
  town: string
  /** Where a picture can be fetched: the desk's own address in a preview, the platform's in a draft. */
  src(hash: string): string | undefined
}

/**
 * Markdown -> HTML for the public account: inline styles only, no div or class, lists as sections, links as
 * footnotes, pictures only from the article's own list. Raw HTML in the text is shown as text, never passed on.
 */
export function renderArticle(article: Article, rendering: Rendering): string {
  const theme = THEMES[article.theme]
  const links: string[] = []
  const marked = new Marked({ gfm: true, breaks: true })
  marked.use({ extensions: [cjkStrong], renderer: rendererOf(theme, article.pictures, links, rendering) })
  const body = marked.parse(withoutGaps(article.body), { async: false })
  return [
    `<section style="padding:0 2px;font-size:16px;color:${theme.text};">`,
    kicker(article, theme, rendering.town),
    body,
    footnotes(links, theme),
    foot(article, theme),
    '</section>',
  ].join('')
}

/** Full-width punctuation brings its own space: a blank after it (`**小标题。** 正文`) would be a hole in the line. */
function withoutGaps(body: string): string {
  return body.replace(/([。，、；：！？）」』”’]\**)[ \t]+(?=[^\s|])/g, '$1')
}

function rendererOf(theme: Theme, pictures: ArticlePicture[], links: string[], rendering: Rendering) {
  const plain = paragraphStyle(theme)
  return {
    heading(this: { parser: InlineParser }, { tokens, depth }: Tokens.Heading) {
      const text = this.parser.parseInline(tokens)
      if (depth > 2) return `<section style="${theme.h3}">${text}</section>`
      return `<section style="${theme.h2}"><span style="${theme.h2Inner}">${text}</span></section>`
    },
    paragraph(this: { parser: InlineParser }, { tokens }: Tokens.Paragraph) {
      const shown = tokens.filter((one) => !(one.type === 'text' && one.raw.trim() === ''))
      if (shown.length > 0 && shown.every((one) => one.type === 'image')) {
        return group(shown.map((one) => this.parser.parseInline([one])))
      }
      return `<p style="${plain}">${this.parser.parseInline(tokens)}</p>`
    },
    blockquote(this: { parser: BlockParser }, { tokens }: Tokens.Blockquote) {
      const style = `margin:0 0 20px;padding:14px 16px 1px;border-left:3px solid ${theme.accent};background-color:${theme.soft};`
      return `<section style="${style}">${this.parser.parse(tokens)}</section>`
    },
    list(this: { parser: BlockParser }, { items, ordered, start }: Tokens.List) {
      const mark = (index: number) => (ordered ? `${Number(start || 1) + index}.` : '•')
      return items
        .map((item, index) => {
          const text = this.parser.parse(item.tokens).replace(/^<p[^>]*>|<\/p>$/g, '')
          const after = index === items.length - 1 ? 20 : 10
          return `<section style="${plain}margin-bottom:${after}px;padding-left:24px;text-indent:-24px;"><span style="display:inline-block;width:24px;text-indent:0;color:${theme.accent};">${mark(index)}</span>${text}</section>`
        })
        .join('')
    },
    image({ href, text }: Tokens.Image) {
      const picture = pictureAt(href, pictures)
      const src = picture && rendering.src(picture.hash)
      if (!src) return ''
      const caption = text || picture.caption
      const under = caption
        ? `<span style="display:block;margin-top:8px;font-size:13px;line-height:1.6;text-align:center;color:${theme.faint};">${escaped(caption)}</span>`
        : ''
      return `<img src="${escaped(src)}" alt="${escaped(caption)}" style="display:block;width:100%;border-radius:4px;">${under}`
    },
    link(this: { parser: InlineParser }, { href, tokens }: Tokens.Link) {
      const text = this.parser.parseInline(tokens)
      if (!/^https?:\/\//.test(href)) return text
      links.push(href)
      return `${text}<sup style="font-size:12px;color:${theme.accent};">[${links.length}]</sup>`
    },
    table(this: { parser: InlineParser }, { header, rows }: Tokens.Table) {
      const cell = (tag: string, extra: string) => (one: Tokens.TableCell) =>
        `<${tag} style="border:1px solid #dddddd;padding:6px 8px;font-size:14px;line-height:1.6;${extra}">${this.parser.parseInline(one.tokens)}</${tag}>`
      const line = (inner: string) => `<tr>${inner}</tr>`
      const head = line(
        header.map(cell('th', `background-color:${theme.soft};color:${theme.accent};`)).join(''),
      )
      const lines = rows.map((row) => line(row.map(cell('td', `color:${theme.text};`)).join(''))).join('')
      return `<table style="width:100%;margin:0 0 20px;border-collapse:collapse;">${head}${lines}</table>`
    },
    hr: () => `<p style="margin:28px 0;text-align:center;color:${theme.accent};letter-spacing:8px;">···</p>`,
    code: ({ text }: Tokens.Code) => `<p style="${plain}">${escaped(text)}</p>`,
    codespan: ({ text }: Tokens.Codespan) => escaped(text),
    html: ({ raw }: Tokens.HTML | Tokens.Tag) => escaped(raw),
    text(this: { parser: InlineParser }, token: Tokens.Text | Tokens.Escape) {
      return 'tokens' in token && token.tokens ? this.parser.parseInline(token.tokens) : escaped(token.text)
    },
  }
}

interface InlineParser {
  parseInline(tokens: Tokens.Generic[]): string
}
interface BlockParser {
  parse(tokens: Tokens.Generic[]): string
}

/** One picture fills the width; several stand two by two, an odd last one wide. */
function group(pictures: string[]): string {
  const wide = 'margin:0 0 24px;'
  const half = 'display:inline-block;width:48.5%;vertical-align:top;margin:0 0 12px;'
  const odd = pictures.length % 2 === 1
  const cells = pictures.map((one, index) => {
    if (odd && index === pictures.length - 1) return `<section style="${wide}">${one}</section>`
    return `<section style="${half}${index % 2 === 0 ? 'margin-right:3%;' : ''}">${one}</section>`
  })
  return cells.join('')
}

function kicker(article: Article, theme: Theme, town: string): string {
  const line = `flex:1;border-top:1px solid ${theme.accent};opacity:0.35;`
  return `<section style="display:flex;align-items:center;margin:4px 0 24px;font-size:13px;letter-spacing:2px;color:${theme.accent};"><span style="${line}"></span><span style="padding:0 12px;">${escaped(town)} · ${escaped(article.column)}</span><span style="${line}"></span></section>`
}

function footnotes(links: string[], theme: Theme): string {
  if (links.length === 0) return ''
  const lines = links.map((href, index) => `[${index + 1}] ${escaped(href)}`).join('<br>')
  return `<p style="margin:28px 0 0;font-size:12px;line-height:1.8;color:${theme.faint};word-break:break-all;">相关链接<br>${lines}</p>`
}

/** Who answers for the article, and that a model had a part in it. */
export function footLines({ ai, signatures }: Article): string[] {
  const names = signatures.map(({ step, by }) => `${STEPS[step]}：${by}`)
  return [...(ai ? [AI_LABEL] : []), ...(names.length > 0 ? [names.join('　')] : [])]
}

function foot(article: Article, theme: Theme): string {
  const shown = footLines(article).map(escaped)
  if (shown.length === 0) return ''
  return `<section style="margin:36px 0 8px;padding-top:14px;border-top:1px solid #e8e6e3;font-size:13px;line-height:1.9;text-align:center;color:${theme.faint};">${shown.join('<br>')}</section>`
}

/** Text as HTML, also between double quotes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
