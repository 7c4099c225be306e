import { Hono } from 'hono'
import { z } from 'zod'
import { ARTICLE_STATES, type Article, type ArticleState, KINDS, STEPS } from '../../article/article.ts'
import { nextStep } from '../../article/review.ts'
import { openBrowser } from '../../ledger/browse.ts'
import { act, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { Pager, pageOf } from '../pager.tsx'
import { Empty, Heading, Moment, Tag, type Tone } from '../parts.tsx'
import { allow, inOffice, writesArticles } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { articlePages } from './article.tsx'
import { choosePage } from './choose.tsx'
import { draftingPages } from './drafting.tsx'
import { Outdated } from './outdated.tsx'

/** Articles on one page of the list. */
const PER_PAGE = 20

const draftSchema = z.object({
  rows: z.union([z.string().transform((one) => [one]), z.array(z.string())], '请先勾选至少一条台账'),
  kind: z.enum(['', 'single', 'theme', 'roundup', 'notice', 'digest', 'pictures'], '没有这种推文'),
})

export function articleList(rooms: DeskRooms): Hono<DeskEnv> {
  const { articles, clock, secret } = rooms
  const browser = openBrowser(rooms.ledger)
  return new Hono<DeskEnv>()
    .use(async (c, next) => {
      allow(inOffice(c.get('person')), '看推文')
      await next()
    })
    .get('/', (c) => {
      const state = c.req.query('state') ?? ''
      const all = articles.list()
      const page = c.req.query('page')
      const view = { rooms, all, state, page, mayWrite: writesArticles(c.get('person')) }
      return show(c, rooms, { title: '推文', here: '/articles' }, <List {...view} />)
    })
    .get('/new', (c) => choosePage(c, rooms, browser))
    .post('/draft', (c) => {
      const person = c.get('person')
      allow(writesArticles(person), '起草推文')
      return act(c, secret, {
        back: '/articles/new',
        work: async () => {
          const { rows, kind } = await readForm(c, draftSchema, { all: true })
          const by = { by: person.name, at: clock.now() }
          if (rooms.draftings) {
            const run = rooms.draftings.begin({ rows, ...(kind ? { kind } : {}), ...by })
            return { said: '已开始起草。', to: `/articles/drafting/${run}` }
          }
          const article = await articles.draft({ rows, ...(kind ? { kind } : {}), ...by })
          return { said: `已起草《${article.title}》，请核对后送审。`, to: `/articles/${article.id}` }
        },
      })
    })
    .route('/drafting', rooms.draftings ? draftingPages(rooms, rooms.draftings) : new Hono<DeskEnv>())
    .route('/', articlePages(rooms))
}

const STATE_TONES: Record<ArticleState, Tone> = {
  draft: 'plain',
  review: 'wait',
  returned: 'bad',
  signed: 'good',
  publishing: 'wait',
  boxed: 'wait',
  published: 'good',
  failed: 'bad',
  removed: 'bad',
}

function ArticleTag({ state }: { state: ArticleState }) {
  return <Tag tone={STATE_TONES[state]}>{ARTICLE_STATES[state]}</Tag>
}

/** Whom the article waits for, in words. */
function waitsFor(article: Article, { town }: Pick<DeskRooms, 'town'>): string {
  if (article.state === 'returned') return '等改稿'
  if (article.state === 'signed') return '等发布'
  if (!['draft', 'review'].includes(article.state)) return ''
  const step = nextStep(article)
  return step ? `等${town.review[step].join('或')}${STEPS[step]}` : ''
}

interface ListView {
  rooms: DeskRooms
  all: Article[]
  state: string
  page: string | undefined
  mayWrite: boolean
}

function List({ rooms, all, state, page, mayWrite }: ListView) {
  const chosen = all.filter((one) => state === '' || one.state === state)
  const { shown, ...at } = pageOf(chosen, page, PER_PAGE)
  const used = Object.entries(ARTICLE_STATES).filter(([key]) => all.some((one) => one.state === key))
  return (
    <>
      <Heading title="推文" lead="可以发了吗？每篇都要校对无误、三个人签过，才能发到公众号。">
        {mayWrite && (
          <a class="button main" href="/articles/new">
            选台账起草
          </a>
        )}
      </Heading>
      <Outdated rooms={rooms} articles={all} mayWrite={mayWrite} />
      {all.length > 0 && (
        <nav class="tabs" aria-label="按状态">
          <a href="/articles" aria-current={state === '' ? 'page' : undefined}>
            全部 {all.length}
          </a>
          {used.map(([key, word]) => (
            <a href={`/articles?state=${key}`} aria-current={state === key ? 'page' : undefined}>
              {word} {all.filter((one) => one.state === key).length}
            </a>
          ))}
        </nav>
      )}
      {shown.length === 0 ? (
        <Empty title="还没有推文">
          在台账里挑几条（一项活动，或几个村的同一主题），就能起草一篇，每句话都带着它依据的台账。
        </Empty>
      ) : (
        <ul class="articles">
          {shown.map((one) => (
            <Line article={one} rooms={rooms} />
          ))}
        </ul>
      )}
      <Pager {...at} path="/articles" query={state ? { state } : {}} />
    </>
  )
}

function Line({ article, rooms }: { article: Article; rooms: DeskRooms }) {
  const cover = article.pictures[article.cover ?? 0]
  return (
    <li>
      {cover ? (
        <img src={`/pictures/${cover.hash}`} alt="" loading="lazy" />
      ) : (
        <span class="no-cover" aria-hidden="true">
          无图
        </span>
      )}
      <div>
        <h2>
          <a href={`/articles/${article.id}`}>{article.title || '（还没有标题）'}</a>
        </h2>
        <p class="soft">
          {KINDS[article.kind]} · {article.by}起草 · <Moment at={article.at} now={rooms.clock.now()} />
        </p>
        <p>
          <ArticleTag state={article.state} /> <span class="soft">{waitsFor(article, rooms)}</span>
        </p>
      </div>
    </li>
  )
}
