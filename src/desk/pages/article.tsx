import { type Context, Hono } from 'hono'
import { html, raw } from 'hono/html'
import { ARTICLE_STATES, type Article, KINDS } from '../../article/article.ts'
import { isOut } from '../../article/changes.ts'
import { withDarkColours } from '../../article/dark.ts'
import type { Finding } from '../../article/finding.ts'
import { renderArticle } from '../../article/html.ts'
import { articleIdOf } from '../act.ts'
import { show } from '../layout.tsx'
import { Heading, Moment, Said } from '../parts.tsx'
import { reviews, writesArticles } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { Actions } from './article-actions.tsx'
import { articleActs } from './article-acts.ts'
import { editPages } from './article-edit.tsx'
import { Announce, Exits, exitPages } from './article-exits.tsx'
import { Findings } from './article-findings.tsx'
import { LinkCheck } from './article-links.tsx'
import { articlePictures } from './article-pictures.tsx'
import { Publication, Stepper, Verdict } from './article-state.tsx'
import { MarkedText } from './article-text.tsx'
import { Outdated } from './outdated.tsx'

export function articlePages(rooms: DeskRooms): Hono<DeskEnv> {
  const { articles } = rooms
  return new Hono<DeskEnv>()
    .get('/:month/:serial', async (c) => {
      const article = articles.get(articleIdOf(c))
      const findings = isOut(article) ? [] : await articles.proof(article.id)
      const view = { c, rooms, article, findings }
      return show(c, rooms, { title: article.title, here: '/articles' }, <One {...view} />)
    })
    .get('/:month/:serial/preview', (c) => {
      const article = articles.get(articleIdOf(c))
      const body = renderArticle(article, {
        town: rooms.town.name,
        src: (hash) => (/^[0-9a-f]{64}$/.test(hash) ? `/pictures/${hash}` : undefined),
      })
      return c.html(previewPage(article, body))
    })
    .route('/', editPages(rooms))
    .route('/', articlePictures(rooms))
    .route('/', exitPages(rooms))
    .route('/', articleActs(rooms))
}

/** What the public account will show, in a page of its own for the sandboxed frame (guard.ts). */
function previewPage(article: Article, body: string) {
  return html`<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${article.title}</title>
<style>:root{color-scheme:light dark}body{margin:0;padding:20px 16px 40px;font-family:-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1a1a1a;overflow-wrap:anywhere}
h1{font-size:22px;line-height:1.4;margin:0 0 10px}p.by{margin:0 0 22px;font-size:15px;color:#8a8580}img{max-width:100%}
@media(prefers-color-scheme:dark){body{background:#191919;color:#a3a3a3}}</style></head>
<body><h1>${article.title}</h1><p class="by">${article.author}</p>${raw(withDarkColours(body))}</body></html>`
}

interface OneView {
  c: Context<DeskEnv>
  rooms: DeskRooms
  article: Article
  findings: Finding[]
}

function One({ c, rooms, article, findings }: OneView) {
  const person = c.get('person')
  return (
    <>
      <Heading
        title={article.title || '（还没有标题）'}
        lead={
          <>
            {KINDS[article.kind]} · {article.column} · {article.by}起草 · {ARTICLE_STATES[article.state]}
          </>
        }
      />
      <Verdict article={article} findings={findings} rooms={rooms} />
      <Stepper article={article} rooms={rooms} />
      <Publication article={article} />
      <Actions article={article} findings={findings} rooms={rooms} person={person} />
      <Findings {...{ article, findings }} mayVouch={reviews(person, rooms.town)} />
      <Outdated rooms={rooms} articles={[article]} mayWrite={writesArticles(person)} />
      <div class="split article-split">
        <section class="manuscript" aria-labelledby="text">
          <h2 id="text">正文</h2>
          <p class="soft">句末的小字是它依据的台账，点开能看原话。</p>
          <p class="manuscript-title">
            <MarkedText {...{ article, findings }} part="title" />
          </p>
          <p class="manuscript-digest">
            摘要：
            <MarkedText {...{ article, findings }} part="digest" />
          </p>
          <MarkedText {...{ article, findings }} part="body" rows />
        </section>
        <section aria-labelledby="preview">
          <h2 id="preview">手机上看到的样子</h2>
          {/* allow-same-origin without allow-scripts: nothing runs, and the pictures still come with the session. */}
          <iframe
            class="preview"
            title="手机预览"
            sandbox="allow-same-origin"
            src={`/articles/${article.id}/preview`}
          />
        </section>
      </div>
      {article.state === 'published' && writesArticles(person) && (
        <Announce article={article} town={rooms.town} />
      )}
      <Exits article={article} />
      <LinkCheck article={article} may={writesArticles(person)} />
      <Sources rooms={rooms} article={article} />
      <Record rooms={rooms} article={article} />
    </>
  )
}

/** The rows the article tells of, each with the words it was read from. */
async function Sources({ rooms, article }: { rooms: DeskRooms; article: Article }) {
  const rows = article.rows.flatMap((number) => rooms.ledger.find(number) ?? [])
  const words = await Promise.all(
    rows.map((row) => Promise.all(row.messages.map((id) => rooms.messages.get(id)))),
  )
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">依据的台账和原话</h2>
      {rows.map((row, n) => (
        <details class="fold">
          <summary>
            {row.number} {row.village ?? row.organizer} {row.topic}
          </summary>
          <div class="talk">
            {(words[n] ?? []).map((message) => message && <Said message={message} />)}
            <p>
              <a href={`/ledger/${row.number}`}>打开这一条台账</a>
            </p>
          </div>
        </details>
      ))}
    </section>
  )
}

function Record({ rooms, article }: { rooms: DeskRooms; article: Article }) {
  return (
    <section aria-labelledby="record">
      <h2 id="record">审核经过</h2>
      <ol class="history">
        {article.record.map((deed) => (
          <li>
            <p>
              <b>{deed.by}</b> <Moment at={deed.at} now={rooms.clock.now()} />
            </p>
            {deed.about && <p class="soft">对“{deed.about}”的批注：</p>}
            <p>{deed.say}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
