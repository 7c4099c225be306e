import type { Child } from 'hono/jsx'
import type { Message } from '../chat/message.ts'
import type { Instant } from '../clock.ts'
import { type Row, type RowState, STATE_WORDS } from '../ledger/row.ts'
import { CATEGORIES } from '../reading/category.ts'
import { spokenMoment } from './wording.ts'

export type Tone = 'plain' | 'wait' | 'good' | 'bad' | 'quiet'

/** A state, in words; the colour only repeats them. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: Child }) {
  return <span class={`tag tag-${tone}`}>{children}</span>
}

const STATE_TONES: Record<RowState, Tone> = {
  received: 'wait',
  question: 'wait',
  confirmed: 'good',
  returned: 'bad',
  withdrawn: 'quiet',
  merged: 'quiet',
}

export function RowTag({ state }: { state: RowState }) {
  return <Tag tone={STATE_TONES[state]}>{STATE_WORDS[state]}</Tag>
}

/** What an empty page says: what will come here, and how. */
export function Empty({ title, children }: { title: string; children?: Child }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children && <div class="empty-how">{children}</div>}
    </div>
  )
}

export function Heading({ title, lead, children }: { title: string; lead?: Child; children?: Child }) {
  return (
    <header class="heading">
      <div>
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {children && <div class="heading-side">{children}</div>}
    </header>
  )
}

export function Figure({ value, unit, name }: { value: number | string; unit?: string; name: string }) {
  return (
    <div class="figure">
      <b>
        {value}
        {unit && <small>{unit}</small>}
      </b>
      <span>{name}</span>
    </div>
  )
}

/** Small columns beside a figure; each has its words for those who do not see it. */
export function Columns({ points, label }: { points: { name: string; value: number }[]; label: string }) {
  const most = Math.max(1, ...points.map((point) => point.value))
  const step = 100 / Math.max(1, points.length)
  return (
    <figure class="columns">
      <svg viewBox="0 0 100 32" preserveAspectRatio="none" role="img" aria-label={label}>
        {points.map((point, n) => {
          const height = point.value === 0 ? 0.6 : 2 + (point.value / most) * 28
          return (
            <rect
              class={point.value === 0 ? 'none' : ''}
              x={(n * step + step * 0.15).toFixed(2)}
              y={(32 - height).toFixed(2)}
              width={(step * 0.7).toFixed(2)}
              height={height.toFixed(2)}
            >
              <title>{`${point.name}：${point.value}`}</title>
            </rect>
          )
        })}
      </svg>
      <figcaption>
        <span>{points[0]?.name}</span>
        <span>{label}</span>
        <span>{points.at(-1)?.name}</span>
      </figcaption>
    </figure>
  )
}

/** The photograph itself, small, opening large. */
export function Photo({ hash, name }: { hash: string; name: string }) {
  return (
    <a class="photo" href={`/pictures/${hash}`}>
      <img src={`/pictures/${hash}`} alt={`照片：${name}`} loading="lazy" />
    </a>
  )
}

/** One line of a group, as it was said. */
export function Said({ message, children }: { message: Message; children?: Child }) {
  const who = message.person ?? message.from.name
  return (
    <article class={message.ours ? 'said said-ours' : 'said'} id={`m-${message.channelId}`}>
      <p class="said-who">
        <b>{who}</b>
        {!message.person && !message.ours && <Tag tone="quiet">不在名单</Tag>}
        <time datetime={message.at}>{message.at.slice(11, 16)}</time>
      </p>
      {message.quote && (
        <blockquote>
          {message.quote.from}：{message.quote.text}
        </blockquote>
      )}
      {message.text && <Words message={message} />}
      {message.kind === 'recall' && !message.text && <p class="said-text soft">撤回了一条消息</p>}
      {message.picture && <Photo hash={message.picture.hash} name={message.picture.name} />}
      {children && <div class="said-foot">{children}</div>}
    </article>
  )
}

/** Our own long lines (the digest) behind their first line: people look for what others said. */
function Words({ message: { ours, text } }: { message: Message }) {
  const [first = '', ...rest] = text.split('\n')
  if (!ours || rest.length < 6) return <p class="said-text">{text}</p>
  return (
    <details class="said-long">
      <summary>{first}</summary>
      <p class="said-text">{rest.join('\n')}</p>
    </details>
  )
}

export function messageHref(id: string): string {
  const [day = '', ...rest] = id.split('/')
  return `/messages/${day}/${encodeURIComponent(rest.join('/'))}`
}

/** A row's one line: what it was, short. */
export function rowTitle(row: Pick<Row, 'topic' | 'category'>): string {
  return row.topic ?? (row.category ? CATEGORIES[row.category] : '活动（类别待定）')
}

export function Moment({ at, now }: { at: Instant; now: Instant }) {
  return <time datetime={at}>{spokenMoment(at, now)}</time>
}

export interface Choice {
  value: string
  name: string
}

export function Select({
  label,
  name,
  value,
  choices,
}: {
  label: string
  name: string
  value: string
  choices: Choice[]
}) {
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        {choices.map((one) => (
          <option value={one.value} selected={one.value === value}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  )
}
