import { type Instant, spokenDay } from '../../clock.ts'
import type { SourceReport } from '../../digest/digest.ts'
import { SOURCE_WORDS, type SourceState } from '../../digest/health.ts'
import { DIGEST_WORDS, type Digest, SECTIONS } from '../../digest/record.ts'
import { Moment, Tag, type Tone } from '../parts.tsx'
import type { DeskRooms } from '../rooms.ts'
import { spokenMoment, spokenWeekday } from '../wording.ts'
import { Shapes } from './digest-out.tsx'

const DIGEST_TONES: Record<Digest['state'], Tone> = {
  ready: 'good',
  waiting: 'wait',
  approved: 'good',
  declined: 'quiet',
  empty: 'quiet',
}

export function DigestTag({ state }: { state: Digest['state'] }) {
  return <Tag tone={DIGEST_TONES[state]}>{DIGEST_WORDS[state]}</Tag>
}

interface LatestView {
  rooms: DeskRooms
  digest: Digest
  now: Instant
  /** Groups in which its card may still be shown. */
  waits: string[]
}

export function Latest({ rooms, digest, now, waits }: LatestView) {
  const waiting = digest.state === 'waiting' && now <= digest.until
  return (
    <section aria-labelledby="latest" class="latest">
      <h2 id="latest">
        {spokenDay(digest.day)} {spokenWeekday(digest.day)}的简报 <DigestTag state={digest.state} />
      </h2>
      <p class="soft">
        {digest.by && `${digest.by}决定 · `}
        {spokenMoment(digest.due)} · {digest.groups.join('、')}
      </p>
      {waiting && (
        <form method="post" action={`/digest/${digest.day}/decide`} class="buttons thumb">
          <button class="main" type="submit" name="decision" value="yes">
            批准发出
          </button>
          <button type="submit" name="decision" value="no">
            今天不发
          </button>
        </form>
      )}
      <Lines digest={digest} />
      <Shapes rooms={rooms} digest={digest} waits={waits} />
      {digest.text && (
        <details class="fold">
          <summary>群里看到的原文</summary>
          <p class="said-text">{digest.text}</p>
        </details>
      )}
    </section>
  )
}

/** The lines by section, each with its source; what came from our own ledger opens onto its row. */
export function Lines({ digest }: { digest: Digest }) {
  if (digest.lines.length === 0) return <p class="soft">这一天没有可发的内容。</p>
  return (
    <>
      {SECTIONS.filter((section) => digest.lines.some((line) => line.section === section)).map((section) => (
        <div class="digest-section">
          <h3>{section}</h3>
          <ul>
            {digest.lines
              .filter((line) => line.section === section)
              .map((line) => (
                <li>
                  <Title line={line} /> <span class="soft">{line.source}</span>
                  {line.summary && <p class="soft">（AI摘要）{line.summary}</p>}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </>
  )
}

function Title({ line }: { line: Digest['lines'][number] }) {
  if (line.row) return <a href={`/ledger/${line.row}`}>{line.title}</a>
  if (!line.link || !/^https?:\/\//.test(line.link)) return <>{line.title}</>
  return (
    <a href={line.link} rel="noreferrer">
      {line.title}
    </a>
  )
}

const SOURCE_TONES: Record<SourceState, Tone> = {
  alive: 'good',
  quiet: 'quiet',
  frozen: 'wait',
  broken: 'bad',
}

export function Source({ source, state, say, health, now }: SourceReport & { now: Instant }) {
  return (
    <li>
      <span class="grow">
        <b>{source.name}</b> <span class="soft">{source.section}</span>
      </span>
      {state ? <Tag tone={SOURCE_TONES[state]}>{SOURCE_WORDS[state]}</Tag> : <Tag tone="quiet">还没读</Tag>}
      <p class="soft whole-line">
        {say}
        {health && (
          <>
            {' '}
            上次读取 <Moment at={health.checkedAt} now={now} />。
          </>
        )}
      </p>
    </li>
  )
}
