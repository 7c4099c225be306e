import type { Outbox } from '../chat/outbox.ts'
import type { Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Row } from '../ledger/row.ts'
import type { Model } from '../reading/model.ts'
import type { Shelf } from '../shelf.ts'
import type { Town } from '../town.ts'
import { parseWordings } from './amiss.ts'
import { announced } from './announce.ts'
import { type Article, type ArticleKind, contentHash, KINDS, type ReviewStep } from './article.ts'
import {
  type ArticleChange,
  changedWords,
  checkEditable,
  checkSeen,
  correctedBy,
  linkedBy,
  newArticle,
  pressed,
} from './changes.ts'
import { type Composed, compose } from './compose.ts'
import { type Draft, draftFrom, type Templates } from './draft.ts'
import { canVouch, type Finding, unresolved } from './finding.ts'
import { poorPictures, rowsGone } from './fitness.ts'
import { deadLinks, hasLinks, type Links, lookAtLinks, spokenLinks } from './links.ts'
import type { Image, Press } from './press.ts'
import { proofArticle, type SourceRow } from './proof.ts'
import { advance } from './publish.ts'
import { fullySigned, sentBack, signed, voided, withDeed } from './review.ts'
import { lookAgain, lookInBox, type PublishTools } from './settle.ts'
import { draftOf, type Taken, withQuotes } from './taken.ts'

/** gathering 整理台账和原话 · asking 等模型写稿 · checking 逐句核对出处 · saving 存成初稿 */
export type DraftStep = 'gathering' | 'asking' | 'checking' | 'saving'

/** 推文: drafted from the ledger, proved, signed by three, pushed once. */
export interface Articles {
  /** Faults `article/no-rows`, `ledger/no-row`. */
  draft(what: {
    rows: string[]
    kind?: ArticleKind
    by: string
    at: Instant
    /** false: by template, even where a model is configured. */
    withModel?: boolean
    /** Stops the model; the template's draft stands then. */
    signal?: AbortSignal
    /** Told what is being done now. */
    step?: (step: DraftStep) => void
  }): Promise<Article>
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

export interface ArticlesNeeds {
  town: Town
  articles: Shelf<Article>
  ledger: Pick<Ledger, 'row' | 'find' | 'rows'>
  templates: Templates
  blobs: PublishTools['blobs']
  /** Message id -> its words: what a row was read from. */
  words: (message: string) => Promise<string | undefined>
  /** Message id -> the picture it brought, when it brought one. */
  pictures?: (message: string) => Promise<{ hash: string; name: string } | undefined>
  /** Absent: links are not looked at. */
  links?: Links
  image?: Image
  press?: Press
  link?: (article: Article) => string
  /** Writes into the outbox; absent: no group is told of a link. */
  say?: Outbox['write']
  /** Absent: templates alone. */
  model?: Model
}

export async function openArticles(needs: ArticlesNeeds): Promise<Articles> {
  const { town, articles, ledger } = needs
  const all = new Map<string, Article>()
  for (const article of await articles.list()) all.set(article.id, article)
  const wordings = parseWordings(needs.templates.用词 ?? '')
  const poor = poorPictures(needs)
  const turns = new Map<string, Promise<unknown>>()

  /** One thing at a time for each article: two presses of a button must not both begin. */
  function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const result = (turns.get(id) ?? Promise.resolve()).then(work)
    turns.set(
      id,
      result.catch(() => undefined),
    )
    return result
  }

  function get(id: string): Article {
    const found = all.get(id)
    if (!found) throw new Fault('article/none', '没有这篇推文，可能网址不全，请从推文列表里打开。')
    return found
  }

  async function save(article: Article): Promise<Article> {
    await articles.put(article)
    all.set(article.id, article)
    return article
  }

  async function sourcesOf(numbers: string[]): Promise<SourceRow[]> {
    const rows = numbers.flatMap((number) => ledger.find(number) ?? [])
    return Promise.all(rows.map(async (row) => ({ ...row, ...(await saidIn(row)) })))
  }

  async function saidIn({ messages }: Row): Promise<Pick<SourceRow, 'words' | 'pictures'>> {
    const words = await Promise.all(messages.map(needs.words))
    const pictures = await Promise.all(
      messages.map(async (message) => {
        const picture = await needs.pictures?.(message)
        return picture ? [{ ...picture, message }] : []
      }),
    )
    return { words: words.flatMap((one) => one ?? []), pictures: pictures.flat() }
  }

  async function proof(article: Article): Promise<Finding[]> {
    const found = proofArticle(article, await sourcesOf(article.rows), town, wordings)
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

  function newId(at: Instant): string {
    const month = at.slice(0, 7)
    const serials = [...all.keys()]
      .filter((id) => id.startsWith(`${month}/`))
      .map((id) => Number(id.slice(8)))
    return `${month}/${String(Math.max(0, ...serials) + 1).padStart(4, '0')}`
  }

  function toolsAt(now: Instant): PublishTools {
    const { press, image, blobs, link } = needs
    if (!press || !image) {
      throw new Fault(
        'article/no-press',
        '还没有配置公众号，不能发布。请管理员在配置里填写公众号的 AppID 和 AppSecret。',
      )
    }
    return { press, image, blobs, town, save, saved: async (id) => get(id), now, ...(link ? { link } : {}) }
  }

  async function sources(numbers: string[]): Promise<SourceRow[]> {
    if (numbers.length === 0) throw new Fault('article/no-rows', '还没有选台账条目，请先选至少一条。')
    for (const number of numbers) ledger.row(number)
    return sourcesOf([...new Set(numbers)])
  }

  async function composed(
    draft: Draft,
    from: SourceRow[],
    wanted: boolean,
    { signal, step }: { signal?: AbortSignal | undefined; step?: ((step: DraftStep) => void) | undefined },
  ): Promise<Composed> {
    const system = needs.templates.模型
    if (!needs.model || !system || !wanted) return { draft, ai: false, say: '' }
    const told = { ...(signal ? { signal } : {}), ...(step ? { step } : {}) }
    return compose(draft, from, { model: needs.model, system, town, ...told })
  }

  return {
    draft: async ({ rows, kind, by, at, withModel, signal, step }) => {
      step?.('gathering')
      const from = await sources(rows)
      const plain = draftFrom(from, { town, templates: needs.templates, ...(kind ? { kind } : {}) })
      const { draft, ai, say, usage } = await composed(plain, from, withModel ?? true, { signal, step })
      step?.('saving')
      return inTurn('new', () => {
        const numbers = from.map((row) => row.number)
        const article = newArticle(
          draft,
          { id: newId(at), rows: numbers, author: town.name, ai, by, at },
          usage,
        )
        const origin = `由台账 ${numbers.join('、')} 起草（${KINDS[article.kind]}）${say}`
        return save(withDeed(article, { what: 'drafted', by, at, say: origin, hash: contentHash(article) }))
      })
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
    edit: (id, { seen, change, by, at }) =>
      inTurn(id, async () => {
        const article = get(id)
        checkEditable(article, seen)
        const next = voided({ ...article, ...change }, by, at)
        const say = `修改了${changedWords(article, next)}`
        return save(withDeed(next, { what: 'edited', by, at, say, hash: contentHash(next) }))
      }),
    proof: (id) => proof(get(id)),
    vouch: (id, { kind, text, note, by, at }) =>
      inTurn(id, async () => {
        const article = get(id)
        if (note.trim() === '') throw new Fault('article/reason', '放行要写明依据，请填写后再放行。')
        const finding = (await proof(article)).find((one) => one.kind === kind && one.text === text)
        if (!finding) throw new Fault('article/vouch', '这一处已经没有问题，不用放行。')
        if (!canVouch(finding)) throw new Fault('article/vouch', `这一处不能放行：${finding.say}`)
        const vouched = [...article.vouched, { kind, text, note: note.trim(), by, at }]
        const say = `放行“${text}”：${note.trim()}`
        return save(withDeed({ ...article, vouched }, { what: 'vouched', by, at, say }))
      }),
    comment: (id, { about, say, by, at }) =>
      inTurn(id, async () => {
        if (say.trim() === '') throw new Fault('article/reason', '批注是空的，请写上意见。')
        return save(withDeed(get(id), { what: 'commented', by, at, say: say.trim(), about }))
      }),
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
      for (const { id, state } of all.values()) {
        if (state === 'publishing') await inTurn(id, () => advance(get(id), toolsAt(now)))
        if (state === 'boxed') await inTurn(id, () => lookInBox(get(id), toolsAt(now)))
        if (state === 'published') await inTurn(id, () => lookAgain(get(id), toolsAt(now)))
      }
    },
    list: () => [...all.values()].sort((a, b) => (a.id < b.id ? 1 : -1)),
    get,
    withRow: (number) => [...all.values()].filter((article) => article.rows.includes(number)),
  }
}
