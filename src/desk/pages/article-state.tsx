import { type Article, type ReviewStep, STEPS } from '../../article/article.ts'
import type { Finding } from '../../article/finding.ts'
import { fullySigned, nextStep } from '../../article/review.ts'
import type { DeskRooms } from '../rooms.ts'
import { spokenMoment } from '../wording.ts'

interface VerdictView {
  article: Article
  findings: Finding[]
  rooms: DeskRooms
}

/** The answer to this page's question: may it go out? */
export function Verdict({ article, findings, rooms }: VerdictView) {
  const { tone, say } = verdictOf(article, findings, rooms)
  return <p class={`verdict verdict-${tone}`}>{say}</p>
}

function verdictOf(article: Article, findings: Finding[], { town }: DeskRooms) {
  const no = (say: string) => ({ tone: 'no', say })
  const wait = (say: string) => ({ tone: 'wait', say })
  const yes = (say: string) => ({ tone: 'yes', say })
  const step = nextStep(article)
  switch (article.state) {
    case 'published':
      return yes('已发布到公众号。')
    case 'publishing':
      return wait('正在发布，公众号还没有确认。这一页会自己更新。')
    case 'boxed':
      return wait('已进公众号草稿箱，请到公众号后台按“发表”，再把链接填回来。')
    case 'failed':
      return no(`发布未成：${article.publication?.say ?? '原因见审核经过'}`)
    case 'removed':
      return no('发布后已被平台下架或被删除。')
    case 'returned':
      return no(`退回修改：${article.record.findLast((deed) => deed.what === 'returned')?.say ?? ''}`)
    case 'signed':
      return fullySigned(article) ? yes('可以发布：三个人都签过了。') : no('签发后内容有变动，要重新送审。')
    default:
      if (findings.length > 0) return no(`还不能发：校对有 ${findings.length} 处要处理。`)
      return wait(step ? `校对无误，等${town.review[step].join('或')}${STEPS[step]}。` : '校对无误。')
  }
}

const ORDER: ReviewStep[] = ['first', 'second', 'final']

/** 初审 → 复审 → 终审 → 发布: who signed when, and who is next. */
export function Stepper({ article, rooms }: { article: Article; rooms: DeskRooms }) {
  const next = ['draft', 'review', 'returned'].includes(article.state) ? nextStep(article) : undefined
  const published = article.publication?.publishedAt
  return (
    <ol class="stepper" aria-label="审核进度">
      {ORDER.map((step) => {
        const signature = article.signatures.find((one) => one.step === step)
        return (
          <Step
            name={STEPS[step]}
            done={signature !== undefined}
            current={step === next}
            who={signature?.by ?? rooms.town.review[step].join('、')}
            note={signature ? spokenMoment(signature.at) : step === next ? '轮到' : '还没到'}
          />
        )
      })}
      <Step
        name="发布"
        done={article.state === 'published'}
        current={article.state === 'signed'}
        who="公众号"
        note={published ? spokenMoment(published) : article.state === 'signed' ? '可以发布' : '还没到'}
      />
    </ol>
  )
}

function Step(of: { name: string; done: boolean; current: boolean; who: string; note: string }) {
  return (
    <li class={of.done ? 'done' : of.current ? 'current' : ''} aria-current={of.current ? 'step' : undefined}>
      <b>{of.name}</b>
      <span>{of.who}</span>
      <small>{of.done ? `✓ ${of.note}` : of.note}</small>
    </li>
  )
}

/** How far the publication has come, step by step, as the other side confirmed it. */
export function Publication({ article }: { article: Article }) {
  const { publication, state } = article
  if (!publication) return null
  const steps = [
    { name: '图片上传', done: publication.cover !== undefined },
    { name: '进草稿箱', done: publication.mediaId !== undefined },
    { name: '读回核对一致', done: publication.compared === true },
    { name: '提交发布', done: publication.publishId !== undefined || state === 'published' },
    { name: '公众号确认', done: state === 'published' },
  ]
  return (
    <section class="publication" aria-label="发布进度" data-live={state === 'publishing' ? '' : undefined}>
      <ol>
        {steps.map(({ name, done }) => (
          <li class={done ? 'done' : ''}>
            {done ? '✓' : '○'} {name}
          </li>
        ))}
      </ol>
      {publication.say && state !== 'failed' && <p class="soft">{publication.say}</p>}
      {publication.url && (
        <p>
          <a class="button" href={publication.url} rel="noreferrer">
            打开已发布的文章
          </a>
        </p>
      )}
    </section>
  )
}
