import { Hono } from 'hono'
import { z } from 'zod'
import { dayOf, type Instant, spokenDay } from '../../clock.ts'
import type { Digests, SourceReport } from '../../digest/digest.ts'
import { SOURCE_WORDS, type SourceState } from '../../digest/health.ts'
import { DIGEST_WORDS, type Digest, SECTIONS } from '../../digest/record.ts'
import { act, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { Empty, Heading, Moment, Tag, type Tone } from '../parts.tsx'
import { allow, has, inOffice } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { spokenMoment, spokenWeekday } from '../wording.ts'
import { digestOutPages, Shapes } from './digest-out.tsx'

const decisionSchema = z.object({ decision: z.enum(['yes', 'no'], '请选发或不发') })

export type DigestRoom = Pick<
  Digests,
  'list' | 'get' | 'approve' | 'decline' | 'sources' | 'draft' | 'card' | 'sendCard' | 'cardWaits'
>

/** Earlier digests shown on one page. */
const EARLIER = 14

export function digestPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { digests, clock, secret } = rooms
  return new Hono<DeskEnv>()
    .route('/', digestOutPages(rooms))
    .get('/', async (c) => {
      allow(inOffice(c.get('person')), '看简报')
      const now = clock.now()
      const all = digests.list()
      const waits = all[0] ? await digests.cardWaits(all[0].day, now) : []
      const view = { rooms, now, all, waits, sources: await digests.sources(now) }
      return show(c, rooms, { title: '简报', here: '/digest' }, <All {...view} />)
    })
    .post('/:day/decide', (c) => {
      const person = c.get('person')
      allow(has(person, 'editor', 'second', 'final', 'leader', 'admin'), '决定简报发不发')
      const day = c.req.param('day')
      return act(c, secret, {
        back: '/digest',
        work: async () => {
          const { decision } = await readForm(c, decisionSchema)
          if (decision === 'no') {
            await digests.decline(day, person.name, clock.now())
            return { said: `${spokenDay(day)}的简报不发。` }
          }
          const digest = await digests.approve(day, person.name, clock.now())
          const when = clock.now() < digest.due ? `${digest.due.slice(11, 16)} 发出` : '现在发出'
          return { said: `已批准，${spokenDay(day)}的简报${when}。` }
        },
      })
    })
}

interface AllView {
  rooms: DeskRooms
  now: Instant
  all: Digest[]
  /** Groups in which the latest one's card may still be shown. */
  waits: string[]
  sources: SourceReport[]
}

function All({ rooms, now, all, waits, sources }: AllView) {
  const [latest, ...earlier] = all
  const next = rooms.keeper.upcoming(now, 14).find((slot) => slot.kind === 'digest')
  const working = sources.filter(({ state }) => state === 'alive' || state === 'quiet').length
  return (
    <>
      <Heading
        title="简报"
        lead={
          next ? (
            <>
              下一期 {spokenMoment(next.due)} {spokenWeekday(dayOf(next.due))}，发到 {next.groups.join('、')}
              。
            </>
          ) : (
            '两周内没有要发的简报，请检查本镇文件里的时间表。'
          )
        }
      />
      {latest ? (
        <Latest rooms={rooms} digest={latest} now={now} waits={waits} />
      ) : (
        <Empty title="还没有发过简报">
          到了时间表上的时刻，机器人会从下面的信源里挑当天的新消息，加上本镇台账里的工作动态，发到各群。
        </Empty>
      )}
      <section aria-labelledby="sources">
        <h2 id="sources">
          信源 {working}/{sources.length} 正常
        </h2>
        {sources.length === 0 && <p class="soft">本镇文件里还没有写信源。</p>}
        <ul class="list">
          {sources.map((one) => (
            <Source {...one} now={now} />
          ))}
        </ul>
      </section>
      {earlier.length > 0 && (
        <section aria-labelledby="earlier">
          <h2 id="earlier">往期</h2>
          {earlier.slice(0, EARLIER).map((one) => (
            <details class="fold">
              <summary>
                {spokenDay(one.day)} {spokenWeekday(one.day)} · {one.lines.length} 条{' '}
                <DigestTag state={one.state} />
              </summary>
              <div>
                <Lines digest={one} />
              </div>
            </details>
          ))}
        </section>
      )}
    </>
  )
}

const DIGEST_TONES: Record<Digest['state'], Tone> = {
  ready: 'good',
  waiting: 'wait',
  approved: 'good',
  declined: 'quiet',
  empty: 'quiet',
}

function DigestTag({ state }: { state: Digest['state'] }) {
  return <Tag tone={DIGEST_TONES[state]}>{DIGEST_WORDS[state]}</Tag>
}

function Latest({
  rooms,
  digest,
  now,
  waits,
}: Pick<AllView, 'rooms' | 'now' | 'waits'> & { digest: Digest }) {
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
function Lines({ digest }: { digest: Digest }) {
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

function Source({ source, state, say, health, now }: SourceReport & { now: Instant }) {
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
