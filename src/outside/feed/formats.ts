import { type AtomFeed, type JsonFeed, parseFeed, type RdfFeed, type RssFeed } from 'feedsmith'
import { htmlTitleText, titleText } from './plain.ts'

/** An item as a format gives it, before dates and addresses are understood. */
export interface RawItem {
  guid?: string | undefined
  title?: string | undefined
  link?: string | undefined
  /** All that the item says of its time, the most telling first: the first that can be read holds. */
  dates: (string | undefined)[]
  html?: string | undefined
  /** xml:base of the item. */
  base?: string | undefined
}

export interface RawFeed {
  title?: string | undefined
  /** The site that the feed says it belongs to. */
  home?: string | undefined
  items: RawItem[]
}

/** RSS, Atom, RDF or JSON Feed -> what it holds. Throws what feedsmith throws: DetectError for a text of no known kind. */
export function feedOf(text: string): RawFeed {
  const parsed = parseFeed(text)
  if (parsed.format === 'rss') {
    const { title: name, link, atom, items = [] } = parsed.feed
    return { title: title(name), home: link ?? alternate(atom?.links), items: items.map(ofRss) }
  }
  if (parsed.format === 'atom') {
    const { title: name, links, entries = [] } = parsed.feed
    return { title: title(name?.value), home: alternate(links), items: entries.map(ofAtom) }
  }
  if (parsed.format === 'rdf') {
    const { title: name, link, items = [] } = parsed.feed
    return { title: title(name), home: link, items: items.map(ofRdf) }
  }
  const { title: name, home_page_url, feed_url, items = [] } = parsed.feed
  return { title: title(name), home: home_page_url ?? feed_url, items: items.map(ofJson) }
}

function title(text: string | undefined): string | undefined {
  return text && titleText(text)
}

function ofRss(one: RssFeed.Item<string>): RawItem {
  const address = one.guid?.isPermaLink === false ? undefined : addressOf(one.guid?.value)
  return {
    guid: one.guid?.value,
    title: title(one.title),
    link: one.link ?? address ?? alternate(one.atom?.links),
    dates: [one.pubDate, ...dublin(one), one.atom?.published, one.atom?.updated],
    html: one.description ?? one.content?.encoded,
    base: one.xml?.base,
  }
}

function ofAtom(one: AtomFeed.Entry<string>): RawItem {
  const words = one.title?.value
  const marked = one.title?.type === 'html' || one.title?.type === 'xhtml'
  return {
    guid: one.id,
    title: marked ? htmlTitleText(words ?? '') : title(words),
    link: alternate(one.links),
    dates: [one.published, one.updated, ...dublin(one)],
    html: one.summary?.value ?? one.content?.value,
    base: one.xml?.base,
  }
}

function ofRdf(one: RdfFeed.Item<string>): RawItem {
  return {
    guid: one.rdf?.about,
    title: title(one.title),
    link: one.link ?? addressOf(one.rdf?.about),
    dates: dublin(one),
    html: one.description ?? one.content?.encoded,
  }
}

function ofJson(one: JsonFeed.Item<string>): RawItem {
  return {
    guid: one.id,
    title: title(one.title),
    link: one.url ?? one.external_url ?? addressOf(one.id),
    dates: [one.date_published, one.date_modified],
    html: one.summary ?? one.content_text ?? one.content_html,
  }
}

/** What Dublin Core says of the time. */
function dublin({ dc, dcterms }: Pick<RssFeed.Item<string>, 'dc' | 'dcterms'>): (string | undefined)[] {
  return [
    dc?.dates?.[0],
    dcterms?.issued?.[0],
    dcterms?.created?.[0],
    dcterms?.modified?.[0],
    dcterms?.dates?.[0],
  ]
}

/** The page that the links lead to, rather than the feed itself or a sound file. */
function alternate(links: { href?: string; rel?: string }[] | undefined): string | undefined {
  const pages = links?.filter(({ rel }) => (rel ?? 'alternate') === 'alternate')
  return (pages?.[0] ?? links?.find(({ rel }) => rel !== 'enclosure'))?.href
}

/** A guid that is an address, or a path on the site. */
function addressOf(text: string | undefined): string | undefined {
  return text && /^(?:https?:\/)?\/\S/i.test(text.trim()) ? text : undefined
}
