import { load } from 'cheerio'
import type { Instant } from '../../clock.ts'
import type { FeedPage } from '../../digest/feed.ts'
import { Fault } from '../../fault.ts'
import type { ListRule } from '../../town.ts'
import { toItems } from './items.ts'
import { titleText } from './plain.ts'

const DATE_WORDS =
  /\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s*\d{1,2}:\d{1,2})?|\d{1,2}-\d{1,2}(?:\s+\d{1,2}:\d{2})?/

/** Rows of a list of news, at least. */
const LEAST = 3

/** The selector of what looks like the page's list of news: rows with a link and a date each. Undefined without one. */
export function guessItems(html: string): string | undefined {
  const page = load(html)
  const found = new Map<string, number>()
  for (const row of page('li, tr, dd, div').toArray().slice(0, 2_000)) {
    const one = page(row)
    const words = one.text()
    if (words.length > 300 || !DATE_WORDS.test(words) || one.find('a[href]').length !== 1) continue
    const box = one.parent()
    const [name] = (box.attr('class') ?? '').split(/\s+/).filter((word) => /^[a-z][\w-]*$/i.test(word))
    const id = /^[a-z][\w-]*$/i.exec(box.attr('id') ?? '')?.[0]
    const mark = id ? `#${id}` : name ? `.${name}` : ''
    const selector = `${box.prop('tagName')?.toLowerCase()}${mark} > ${row.tagName}`
    found.set(selector, (found.get(selector) ?? 0) + 1)
  }
  const [best] = [...found].sort(([, a], [, b]) => b - a)
  return best && best[1] >= LEAST ? best[0] : undefined
}

/**
 * A plain list page of a site that publishes no feed, read by the selectors of the town file.
 * Throws Fault `feed/empty-list` when the selectors find nothing, `feed/selector` when one cannot be understood.
 */
export function readList(
  html: string,
  rule: ListRule,
  { url, now }: { url: string; now: Instant },
): Omit<FeedPage, 'charset'> {
  const page = load(html)
  const base = page('base[href]').attr('href')
  const raw = page(checked(rule.item))
    .toArray()
    .slice(0, 200)
    .map((element) => {
      const item = page(element)
      const anchor = rule.link
        ? item.find(rule.link).first()
        : item.is('a')
          ? item
          : item.find('a[href]').first()
      const title = rule.title ? item.find(rule.title).first() : anchor
      const words = rule.date ? item.find(rule.date).first().text() : item.text()
      return {
        // A list often shows a shortened title and keeps the whole one in the attribute.
        title: titleText(title.attr('title') ?? title.text()),
        link: anchor.attr('href'),
        dates: [DATE_WORDS.exec(words)?.[0] ?? (rule.date ? words : undefined)],
      }
    })
  const items = toItems(raw, base && URL.canParse(base, url) ? new URL(base, url).href : url, now)
  if (items.length > 0) return { title: titleText(page('title').first().text()) || null, items }
  throw new Fault(
    'feed/empty-list',
    '列表页上按本镇文件里的取法一条也没有找到，网站可能改版了。请核对该信源的 item、title、link 写法。',
  )

  function checked(selector: string): string {
    for (const one of [rule.item, rule.title, rule.link, rule.date]) {
      try {
        if (one) page(one)
      } catch (cause) {
        throw new Fault('feed/selector', `信源的列表页取法“${one}”写得不对，请核对本镇文件。`, { cause })
      }
    }
    return selector
  }
}
