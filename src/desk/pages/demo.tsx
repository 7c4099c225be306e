import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { at as atTime, dayOf, type Instant, millisOf, plusDays, plusMinutes } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import { act, readForm } from '../act.ts'
import type { DemoPane } from '../demo.ts'
import { show } from '../layout.tsx'
import { Empty, Heading } from '../parts.tsx'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { spokenMoment, spokenRoles } from '../wording.ts'
import { Bubble } from './demo-bubble.tsx'

const PICTURE_BYTES = 10 * 1024 * 1024
const saySchema = z.object({
  group: z.string().min(1, '请选一个群'),
  person: z.string().min(1, '请选谁来说'),
  text: z.string().max(20_000, '这条消息太长').default(''),
  quote: z.string().optional(),
  picture: z.instanceof(File).optional(),
})
const clockSchema = z.object({
  step: z.string(),
  group: z.string().optional(),
  person: z.string().optional(),
})
const recallSchema = z.object({ line: z.string(), group: z.string(), person: z.string() })

/** 模拟群: only in the demo. The pane speaks into the simulated channel; the rest is the real program. */
export function demoPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { secret } = rooms
  const pane = (): DemoPane => {
    if (!rooms.demo) throw new Fault('desk/no-demo', '这里连的是真实的群，没有模拟群。')
    return rooms.demo
  }
  return new Hono<DeskEnv>()
    .get('/', (c) => demoPage(c, rooms, pane()))
    .post('/say', async (c) => {
      const form = await readForm(c, saySchema)
      return act(c, secret, {
        back: backTo(form),
        work: async () => {
          await pane().say({
            group: form.group,
            person: form.person,
            text: form.text,
            ...(await extras(form)),
          })
          return { said: `${form.person}已在“${form.group}”里说出。` }
        },
      })
    })
    .post('/recall', async (c) => {
      const form = await readForm(c, recallSchema)
      return act(c, secret, {
        back: backTo(form),
        work: async () => {
          await pane().recall(form.line)
          return { said: '已在群里撤回这一条。' }
        },
      })
    })
    .post('/clock', async (c) => {
      const form = await readForm(c, clockSchema)
      return act(c, secret, {
        back: backTo(form),
        work: async () => {
          await pane().move(stepTo(form.step, pane().now()))
          return { said: `时钟已拨到 ${spokenMoment(pane().now())}，路上该发的都发了。` }
        },
      })
    })
}

async function extras(form: z.infer<typeof saySchema>) {
  const { picture, quote, text } = form
  if (!text.trim() && !picture?.size) throw new Fault('desk/form', '请写一句话，或选一张图片。')
  if (picture && picture.size > PICTURE_BYTES) {
    throw new Fault('desk/too-large', '图片太大（最多 10 MB），没有发出。请换一张小些的。')
  }
  return {
    ...(picture?.size
      ? { picture: { name: picture.name, bytes: new Uint8Array(await picture.arrayBuffer()) } }
      : {}),
    ...(quote ? { quote } : {}),
  }
}

function backTo({ group, person }: { group?: string | undefined; person?: string | undefined }): string {
  const query = new URLSearchParams({ ...(group ? { group } : {}), ...(person ? { person } : {}) })
  return `/demo?${query}#say`
}

const STEPS = [
  { step: '+3', name: '+3 分钟' },
  { step: '+10', name: '+10 分钟' },
  { step: '+60', name: '+1 小时' },
  { step: '8:00', name: '到下一个 8:00' },
]

/** `+10` minutes, or the next `8:00`. */
function stepTo(step: string, now: Instant): Instant {
  if (/^\+\d{1,5}$/.test(step)) return plusMinutes(now, Number(step.slice(1)))
  const eight = atTime(dayOf(now), '08:00')
  return millisOf(now) < millisOf(eight) ? eight : atTime(plusDays(dayOf(now), 1), '08:00')
}

async function demoPage(c: Context<DeskEnv>, rooms: DeskRooms, demo: DemoPane) {
  const group = demo.groups.find((one) => one === c.req.query('group')) ?? demo.groups[0] ?? ''
  const inGroup = demo.people.filter((one) => one.groups.includes(group))
  const person = inGroup.find((one) => one.name === c.req.query('person'))?.name ?? inGroup[0]?.name ?? ''
  const lines = await demo.lines(group)
  const quoted = lines.find((line) => line.id === c.req.query('quote'))
  return show(
    c,
    rooms,
    { title: '模拟群', here: '/demo' },
    <>
      <Heading title="模拟群" lead="在这里以任何人的身份说话，看机器人怎样收报、追问、回执。">
        <a class="button" href={demo.pressUrl} rel="noreferrer">
          看模拟公众号
        </a>
      </Heading>
      <Clock now={demo.now()} group={group} person={person} />
      <nav class="tabs" aria-label="选一个群">
        {demo.groups.map((one) => (
          <a
            href={`/demo?group=${encodeURIComponent(one)}`}
            aria-current={one === group ? 'page' : undefined}
          >
            {one}
          </a>
        ))}
      </nav>
      <section class="phone" aria-label={`${group}的聊天`}>
        <div class="chat" data-live data-scroll-end role="log" aria-label="聊天记录">
          {lines.length === 0 && (
            <Empty title="还没有人说话">
              在下面选一个人，写一句“上报 张湾村 学雷锋志愿服务 3月5日 12人”试试。
            </Empty>
          )}
          {lines.slice(-200).map((line, n, all) => (
            <Bubble line={line} before={all[n - 1]} group={group} person={person} />
          ))}
        </div>
        <form class="speak" id="say" method="post" action="/demo/say" enctype="multipart/form-data">
          <input type="hidden" name="group" value={group} />
          {quoted && (
            <p class="quoting">
              <input type="hidden" name="quote" value={quoted.id} />
              引用 {quoted.from}：{quoted.text.slice(0, 40)}
              <a href={backTo({ group, person })}>不引用</a>
            </p>
          )}
          <label class="field speak-who">
            <span>谁来说</span>
            <select name="person">
              {inGroup.map((one) => (
                <option value={one.name} selected={one.name === person}>
                  {one.name}（{one.role ? spokenRoles([one.role]) : '不在名单'}）
                </option>
              ))}
            </select>
          </label>
          <label class="field speak-text">
            <span>说什么</span>
            <textarea name="text" rows={2} placeholder="上报 张湾村 学雷锋志愿服务 3月5日 12人" />
          </label>
          <label class="field speak-picture">
            <span>图片</span>
            <input type="file" name="picture" accept="image/*" />
          </label>
          <button class="main" type="submit">
            发送
          </button>
        </form>
      </section>
    </>,
  )
}

function Clock({ now, group, person }: { now: Instant; group: string; person: string }) {
  return (
    <form class="clock" method="post" action="/demo/clock" aria-label="时钟">
      <input type="hidden" name="group" value={group} />
      <input type="hidden" name="person" value={person} />
      <p>
        现在是 <b>{spokenMoment(now)}</b>
      </p>
      {STEPS.map(({ step, name }) => (
        <button type="submit" name="step" value={step}>
          {name}
        </button>
      ))}
    </form>
  )
}
