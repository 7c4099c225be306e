import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Outgoing } from '../../chat/outbox.ts'
import { LINE_WORDS, needsHand } from '../../chat/outbox-hand.ts'
import { dayOf, type Instant, plusDays } from '../../clock.ts'
import { act, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { Empty, Heading, Moment, Photo, Tag } from '../parts.tsx'
import { allow, has, inOffice, keepsLedger } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { comingSlots, Slots } from './running-slots.tsx'
import { slotPages } from './slot.tsx'

/** One thing about the program itself: the channel, the data folder, a source. */
export interface HealthLine {
  name: string
  good: boolean
  say: string
  /** Not good, and the office must know on whatever page it is: the channel is logged out. */
  urgent?: true
}

const LOOK_BACK = 7
const lineSchema = z.object({ line: z.string().min(1), what: z.enum(['resend', 'checked']) })

export function runningPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { secret, clock } = rooms
  return new Hono<DeskEnv>()
    .get('/', async (c) => {
      allow(inOffice(c.get('person')), '看运行情况')
      return show(c, rooms, { title: '运行', here: '/running' }, await page(c, rooms))
    })
    .post('/line', (c) => {
      const person = c.get('person')
      allow(keepsLedger(person), '处理没发出的话')
      return act(c, secret, {
        back: '/running#outbox',
        work: async () => {
          const { line, what } = await readForm(c, lineSchema)
          await rooms.outboxHand[what](line, person.name, clock.now())
          return { said: what === 'resend' ? '已重新排队，马上发出。' : '已标为核对过，不再提醒。' }
        },
      })
    })
    .route('/', slotPages(rooms))
}

async function page(c: Context<DeskEnv>, rooms: DeskRooms) {
  const now = rooms.clock.now()
  const days = Array.from({ length: LOOK_BACK }, (_, n) => plusDays(dayOf(now), -n))
  const lines = (await Promise.all(days.map((day) => rooms.outbox.list(day)))).flat()
  const slots = (await Promise.all(days.map((day) => rooms.keeper.list(day)))).flat()
  const health = await rooms.running()
  const bad = health.filter((one) => !one.good)
  return (
    <>
      <Heading
        title="运行"
        lead={bad.length === 0 ? '一切正常。' : `有 ${bad.length} 处不正常，请看下面的说明。`}
      />
      <section aria-labelledby="health">
        <h2 id="health">各部分</h2>
        <ul class="list">
          {health.map((one) => (
            <li>
              <b class="grow">{one.name}</b>
              <Tag tone={one.good ? 'good' : 'bad'}>{one.good ? '正常' : '不正常'}</Tag>
              <p class="soft whole-line">{one.say}</p>
            </li>
          ))}
        </ul>
      </section>
      <Unsaid lines={lines} now={now} mayAct={keepsLedger(c.get('person'))} />
      <Slots
        past={slots}
        coming={await comingSlots(rooms, now)}
        rooms={rooms}
        now={now}
        pastDays={LOOK_BACK}
      />
      {has(c.get('person'), 'admin') && rooms.recentLog && <Log lines={rooms.recentLog()} />}
    </>
  )
}

function Unsaid({ lines, now, mayAct }: { lines: Outgoing[]; now: Instant; mayAct: boolean }) {
  const bad = lines.filter(needsHand)
  const waiting = lines.filter((line) => line.state === 'waiting').length
  const said = lines.filter((line) => line.state === 'said').length
  return (
    <section aria-labelledby="outbox">
      <h2 id="outbox">发言</h2>
      <p class="soft">
        近 {LOOK_BACK} 天发出 {said} 句，排队 {waiting} 句，要处理 {bad.length} 句。
      </p>
      {bad.length === 0 && (
        <Empty title="没有发不出去的话">
          没发出的、不知道发没发出的话会列在这里，由人决定，机器人不会自己重发。
        </Empty>
      )}
      <ul class="unsaid">
        {bad.map((line) => (
          <li>
            <p>
              <Tag tone="bad">{LINE_WORDS[line.state]}</Tag> 给
              {'group' in line.to ? line.to.group : line.to.person} · <Moment at={line.at} now={now} />
            </p>
            {line.text && <blockquote>{line.text}</blockquote>}
            {line.picture && <Photo {...line.picture} />}
            <p class="soft">{line.why}</p>
            {mayAct && (
              <form method="post" action="/running/line" class="buttons">
                <input type="hidden" name="line" value={line.id} />
                <button type="submit" name="what" value="checked">
                  已核对，不用再发
                </button>
                <button type="submit" name="what" value="resend">
                  再发一次
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Log({ lines }: { lines: string[] }) {
  return (
    <section aria-labelledby="log">
      <h2 id="log">日志</h2>
      <details class="fold">
        <summary>最近 {lines.length} 行</summary>
        <pre class="log">{lines.join('\n')}</pre>
      </details>
    </section>
  )
}
