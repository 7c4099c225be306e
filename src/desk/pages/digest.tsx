import { Hono } from 'hono'
import { z } from 'zod'
import { dayOf, type Instant, spokenDay } from '../../clock.ts'
import type { Digests, SourceReport } from '../../digest/digest.ts'
import type { Digest } from '../../digest/record.ts'
import { act, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { Empty, Heading } from '../parts.tsx'
import { allow, has, inOffice } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { spokenMoment, spokenWeekday } from '../wording.ts'
import { digestOutPages } from './digest-out.tsx'
import { DigestTag, Latest, Lines, Source } from './digest-parts.tsx'

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
