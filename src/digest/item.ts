import { z } from 'zod'

/** One item of a source as it was first seen: its first date stays, whatever the source says later. */
export const seenItemSchema = z.object({
  title: z.string(),
  link: z.string().nullable(),
  published: z.string().nullable(),
  keys: z.array(z.string()),
})

/** What was new at one reading of one source. */
export const sightingSchema = z.object({
  /** `2026-11-24/08:00:00@人民网`: the day leads, so that a day is a file. */
  id: z.string(),
  source: z.string(),
  at: z.string(),
  /** The first reading of a source says nothing about when its undated items came. */
  first: z.boolean(),
  items: z.array(seenItemSchema),
})

export type SeenItem = z.infer<typeof seenItemSchema>
export type Sighting = z.infer<typeof sightingSchema>

/** Words behind `?` that only follow the reader around. */
const TRACKING =
  /^(utm_\w+|spm|scm|from|fr|source|src|ref|referer|isappinstalled|share\w*|wxshare\w*|fbclid|gclid|bd_vid|hmsr|_t|timestamp|nonce|tdsourcetag)$/i

/** One address for the page, however it was passed on: no tracking words, no scheme, no www or m. */
export function plainLink(link: string): string {
  if (!URL.canParse(link)) return link
  const url = new URL(link)
  const kept = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).sort()
  const host = url.host.replace(/^(www|m|wap|3g)\./, '')
  const path = url.pathname.replace(/\/(index\.(html?|shtml|php|jsp))?$/, '')
  return host + path + (kept.length > 0 ? `?${new URLSearchParams(kept)}` : '')
}

const SITE = /\s*[-_|｜—–]+\s*[^-_|｜—–]{2,14}$/
const SITE_WORD = /(网|报|社|频道|客户端|新闻|在线|台|中心|杂志|公众号|日报|时报|论坛)$/
const TAIL = /[（([【](?:图|组图|多图|图文|视频|附图|全文|滚动|转载|转)[）)\]】]$/
const HEAD = /^(?:[一-龥]{2,8}(?:网|报|社|客户端)\s*[:：丨|｜]|[【[](?:转载|图解|视频|快讯|滚动)[】\]])\s*/

/** Characters of a title by which it is known: a title made to be long must not cost hours. */
const LONGEST_TITLE = 300

/** The title without the site's name, marks such as （图）, punctuation and spaces: the same story elsewhere reads the same. */
export function plainTitle(title: string): string {
  let words = title.slice(0, LONGEST_TITLE).normalize('NFKC').trim().toLowerCase()
  const site = SITE.exec(words)
  if (site && SITE_WORD.test(site[0].trim())) words = words.slice(0, site.index)
  words = words.replace(TAIL, '').replace(HEAD, '')
  return words.replace(/[\p{P}\p{Z}\p{S}\p{Cf}\s]/gu, '')
}

/** Shorter titles (今日要闻, 图片新闻) come every day and mean another thing each time. */
const TELLING_TITLE = 8

/** The plain link, unless it is that of the front page, which some sites give to every item. */
function pageOf(link: string): string | undefined {
  const plain = plainLink(link)
  return /[/?]/.test(plain) ? plain : undefined
}

/** All the names under which an item would be known again. */
export function keysOf(source: string, item: { id: string; link: string | null; title: string }): string[] {
  const title = plainTitle(item.title)
  const link = item.link && pageOf(item.link)
  return [
    ...(item.id !== item.link ? [`id ${source} ${item.id}`] : []),
    ...(link ? [`link ${link}`] : []),
    ...(title.length >= TELLING_TITLE || !link ? [`title ${title}`] : []),
  ]
}
