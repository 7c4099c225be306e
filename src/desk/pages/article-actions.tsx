import { type Article, STEPS } from '../../article/article.ts'
import { waitsForLink } from '../../article/changes.ts'
import type { Finding } from '../../article/finding.ts'
import { nextStep } from '../../article/review.ts'
import type { Person } from '../../town.ts'
import { reviews, writesArticles } from '../rights.ts'
import type { DeskRooms } from '../rooms.ts'

interface ActionsView {
  article: Article
  findings: Finding[]
  rooms: DeskRooms
  person: Person
}

const OPEN = ['draft', 'review', 'returned', 'signed', 'failed']

/** What this person may do with the article now; what they may not is not shown. */
export function Actions({ article, findings, rooms, person }: ActionsView) {
  const step = nextStep(article)
  const signs =
    step !== undefined &&
    ['draft', 'review'].includes(article.state) &&
    findings.length === 0 &&
    rooms.town.review[step].includes(person.name) &&
    !article.signatures.some((one) => one.by === person.name)
  const publishes = ['signed', 'failed'].includes(article.state) && writesArticles(person)
  return (
    <section class="actions" aria-label="处理这篇推文">
      <div class={signs || publishes ? 'buttons thumb' : 'buttons'}>
        {signs && <Sign article={article} word={`${STEPS[step]}通过并签名`} step={step} />}
        {publishes && <Publish article={article} />}
        {writesArticles(person) && OPEN.includes(article.state) && (
          <a class="button" href={`/articles/${article.id}/edit`}>
            改稿
          </a>
        )}
        {writesArticles(person) && OPEN.includes(article.state) && (
          <a class="button" href={`/articles/${article.id}/pictures`}>
            封面和图片
          </a>
        )}
      </div>
      {waitsForLink(article) && writesArticles(person) && <Linked article={article} />}
      {reviews(person, rooms.town) && ['draft', 'review', 'signed', 'failed'].includes(article.state) && (
        <SendBack article={article} />
      )}
      {reviews(person, rooms.town) && OPEN.includes(article.state) && <Comment article={article} />}
    </section>
  )
}

function Sign({ article, word, step }: { article: Article; word: string; step: string }) {
  return (
    <form method="post" action={`/articles/${article.id}/sign`}>
      <input type="hidden" name="seen" value={article.version} />
      <input type="hidden" name="step" value={step} />
      <button class="main" type="submit">
        {word}
      </button>
    </form>
  )
}

function Publish({ article }: { article: Article }) {
  return (
    <form method="post" action={`/articles/${article.id}/publish`}>
      <button class="main" type="submit">
        {wordOf(article)}
      </button>
    </form>
  )
}

function wordOf({ state, publication }: Article): string {
  if (publication?.gone) return '已删除，再发一次'
  return state === 'failed' ? '再发布一次' : '发布到公众号'
}

function SendBack({ article }: { article: Article }) {
  return (
    <details class="fold">
      <summary>退回修改</summary>
      <form method="post" action={`/articles/${article.id}/return`} class="stack">
        <label class="field">
          <span>退回的理由</span>
          <textarea name="reason" rows={2} required maxlength={500} placeholder="哪里要改，怎么改" />
        </label>
        <button type="submit">退回这篇推文</button>
      </form>
    </details>
  )
}

function Comment({ article }: { article: Article }) {
  return (
    <details class="fold">
      <summary>写批注</summary>
      <form method="post" action={`/articles/${article.id}/comment`} class="stack">
        <label class="field">
          <span>针对哪一句（可不填）</span>
          <input name="about" maxlength={200} />
        </label>
        <label class="field">
          <span>意见</span>
          <textarea name="say" rows={2} required maxlength={500} />
        </label>
        <button type="submit">记下批注</button>
      </form>
    </details>
  )
}

function Linked({ article }: { article: Article }) {
  return (
    <form method="post" action={`/articles/${article.id}/linked`} class="stack">
      <label class="field">
        <span>发布后的文章链接</span>
        <input name="url" type="url" required placeholder="https://mp.weixin.qq.com/s/…" />
      </label>
      <button class="main" type="submit">
        填回链接
      </button>
    </form>
  )
}
