import type { Outbox } from '../chat/outbox.ts'
import type { Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Shelf } from '../shelf.ts'
import { parseWordings } from './amiss.ts'
import { announced } from './announce.ts'
import type { Article, ReviewStep } from './article.ts'
import { type BeginNeeds, begun, type DraftWish } from './begin.ts'
import { lookInBox } from './box.ts'
import {
  type ArticleChange,
  checkSeen,
  correctedBy,
  editedBy,
  linkedBy,
  newArticle,
  pressed,
} from './changes.ts'
import { citedRows } from './cited.ts'
import { openCollection } from './collection.ts'
import { type Finding, unresolved } from './finding.ts'
import { poorPictures, rowsGone } from './fitness.ts'
import { deadLinks, hasLinks, type Links, lookAtLinks, spokenLinks } from './links.ts'
import type { PublishTools } from './outcome.ts'
import type { Image, Press } from './press.ts'
import { proofArticle } from './proof.ts'
import { advance } from './publish.ts'
import { commentedBy, fullySigned, sentBack, signed, vouchedBy, withDeed } from './review.ts'
import { lookAgain } from './settle.ts'
import { draftOf, type Taken, withQuotes } from './taken.ts'

/** 推文: drafted from the ledger, proved, signed by three, pushed once. */
export interface Articles {
  /** Faults `article/no-rows`, `ledger/no-row`. */
  draft(wish: DraftWish): Promise<Article>
  /** Takes what another room wrote, such as the day's digest; its rows may be none. Fault `ledger/no-row`. */
  take(what: Taken & { by: string; at: Instant }): Promise<Article>
  /** Voids the signatures. Fault `article/stale` when `seen` is no longer the version, `article/not-now` once it is out. */
  edit(id: string, what: { seen: number; change: ArticleChange; by: string; at: Instant }): Promise<Article>
  /** What still bars review: findings nobody has vouched for. */
  proof(id: string): Promise<Finding[]>
  /** A person answers for words that stand in no row. Faults `article/vouch`, `article/reason`. */
  vouch(
    id: string,
    what: { kind: string; text: string; note: string; by: string; at: Instant },
  ): Promise<Article>
  comment(id: string, what: { about: string; say: string; by: string; at: Instant }): Promise<Article>
  /** Looks at the links again; before the first review it happens by itself. */
  checkLinks(id: string, what: { by: string; at: Instant }): Promise<Article>
  sign(
    id: string,
    what: { step: ReviewStep; by: string; at: Instant; note?: string; seen?: number },
  ): Promise<Article>
  sendBack(id: string, what: { by: string; reason: string; at: Instant }): Promise<Article>
  /** Only what three people signed; pressing twice does nothing more. Faults `article/unsigned`, `article/no-press`. */
  publish(id: string, what: { by: string; at: Instant }): Promise<Article>
  /** Boxed articles: the link of what a person published by hand. Faults `article/link`, `article/not-now`. */
  linked(id: string, what: { url: string; by: string; at: Instant }): Promise<Article>
  /** Somebody dealt with what changed in the rows after it was out. Faults `article/reason`, `article/not-now`. */
  corrected(id: string, what: { say: string; by: string; at: Instant }): Promise<Article>
  /** Tells chosen groups the link, each once. Faults `article/not-now`, `article/no-group`. */
  announce(id: string, what: { groups: string[]; by: string; at: Instant }): Promise<Article>
  /** Goes on with publications under way. */
  tick(now: Instant): Promise<void>
  list(): Article[]
  /** Fault `article/none`. */
  get(id: string): Article
  /** The articles that cite a row. */
  withRow(number: string): Article[]
}

/** What the room is opened with: its shelf, what a 初稿 is written from, and the edges of the world that are there. */
export interface ArticlesNeeds extends BeginNeeds {
  articles: Shelf<Article>
  ledger: Pick<Ledger, 'row' | 'find' | 'rows'>
  blobs: PublishTools['blobs']
  /** Absent: links are not looked at. */
  links?: Links
  image?: Image
  press?: Press
  /** Writes into the outbox; absent: no group is told of a link. */
  say?: Outbox['write']
}

/** Opens the room over its shelf. */
export async function openArticles(needs: ArticlesNeeds): Promise<Articles> {
  const { town, ledger } = needs
  const { all, get, save, newId, inTurn } = await openCollection(needs.articles)
  const wordings = parseWordings(needs.templates.用词 ?? '')
  const poor = poorPictures(needs)

  async function proof(article: Article): Promise<Finding[]> {
    const found = proofArticle(article, await citedRows(article.rows, needs), town, wordings)
    const rest = [...rowsGone(article, ledger), ...deadLinks(article), ...(await poor(article))]
    return unresolved([...found, ...rest], article)
  }

  /** The addresses looked at anew, and a line of the record about it; kept even where the signature then fails. */
  async function withLinks(article: Article, { by, at }: { by: string; at: Instant }): Promise<Article> {
    if (!needs.links) return article
    const links = await lookAtLinks(article, needs.links, at)
    const say = spokenLinks(links)
    return save({ ...withDeed(article, { what: 'checked', by, at, say }), links })
  }

  function toolsAt(now: Instant): PublishTools {
    const { press, image, blobs } = needs
    if (!press || !image) {
      throw new Fault(
        'article/no-press',
        '还没有配置公众号，不能发布。请管理员在配置里填写公众号的 AppID 和 AppSecret。',
      )
    }
    return { press, image, blobs, town, save, saved: async (id) => get(id), now }
  }

  return {
    draft: async (wish) => {
      const made = await begun(wish, needs)
      return inTurn('new', () => save(made(newId(wish.at))))
    },
    take: (taken) =>
      inTurn('new', async () => {
        for (const number of taken.rows) ledger.row(number)
        const fresh = newArticle(draftOf(taken), {
          ...{ id: newId(taken.at), rows: taken.rows, author: town.name },
          ...{ ai: taken.ai, by: taken.by, at: taken.at },
        })
        return save(withQuotes(fresh, await proof(fresh), taken))
      }),
    edit: (id, what) => inTurn(id, async () => save(editedBy(get(id), what))),
    proof: (id) => proof(get(id)),
    vouch: (id, what) => inTurn(id, async () => save(vouchedBy(get(id), await proof(get(id)), what))),
    comment: (id, what) => inTurn(id, async () => save(commentedBy(get(id), what))),
    sign: (id, { seen, ...what }) =>
      inTurn(id, async () => {
        const article = get(id)
        if (seen !== undefined) checkSeen(article, seen)
        const looked = what.step === 'first' && hasLinks(article) ? await withLinks(article, what) : article
        return save(signed(looked, town, await proof(looked), what))
      }),
    checkLinks: (id, what) => inTurn(id, async () => save(await withLinks(get(id), what))),
    sendBack: (id, what) => inTurn(id, () => save(sentBack(get(id), what))),
    publish: (id, { by, at }) =>
      inTurn(id, async () => {
        const article = get(id)
        if (['publishing', 'boxed', 'published'].includes(article.state)) return article
        const tools = toolsAt(at)
        if (!fullySigned(article)) {
          throw new Fault('article/unsigned', '三审还没有完成，或签发之后又有改动，不能发布。')
        }
        return advance(await save(pressed(article, by, at)), tools)
      }),
    linked: (id, what) =>
      inTurn(id, () => save(linkedBy(get(id), { ...what, pages: needs.press?.pages ?? '' }))),
    corrected: (id, what) => inTurn(id, () => save(correctedBy(get(id), what))),
    announce: (id, what) =>
      inTurn(id, async () => {
        const { say } = needs
        if (!say) throw new Fault('article/no-group', '没有接通群聊，链接请自己转发。')
        return save(await announced(get(id), what, { town, say }))
      }),
    tick: async (now) => {
      if (!needs.press || !needs.image) return
      for (const { id, state } of all()) {
        if (state === 'publishing') await inTurn(id, () => advance(get(id), toolsAt(now)))
        if (state === 'boxed') await inTurn(id, () => lookInBox(get(id), toolsAt(now)))
        if (state === 'published') await inTurn(id, () => lookAgain(get(id), toolsAt(now)))
      }
    },
    list: () => all().sort((a, b) => (a.id < b.id ? 1 : -1)),
    get,
    withRow: (number) => all().filter((article) => article.rows.includes(number)),
  }
}
