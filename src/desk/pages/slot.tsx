import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { at as atTime, dayOf, type Instant } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import { type Notice, SLOT_WORDS, type Slot } from '../../schedule/slot.ts'
import { act, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { Heading, Photo } from '../parts.tsx'
import { allow, inOffice, keepsLedger } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { spokenMoment, spokenNames } from '../wording.ts'

const holdSchema = z.object({ slot: z.string().min(1), what: z.enum(['hold', 'release']) })
const moveSchema = z.object({
  slot: z.string().min(1),
  to: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, '请选新的日期和时间'),
})
const editSchema = z.object({
  slot: z.string().min(1),
  text: z.string().trim().min(1, '请写要发的话').max(2000, '要发的话太长，请不超过 2000 字'),
})

/** One slot that is still to come: what it would say and to whom; held, moved, or said in the officer's own words. */
export function slotPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { secret, clock, keeper } = rooms
  const doing = (
    c: Context<DeskEnv>,
    slot: string,
    said: string,
    work: (by: string, now: Instant) => Promise<Slot>,
  ) => {
    const person = c.get('person')
    allow(keepsLedger(person), '改动要发的通知')
    return act(c, secret, {
      back: slotHref(slot),
      work: async () => {
        await work(person.name, clock.now())
        return { said }
      },
    })
  }
  return new Hono<DeskEnv>()
    .get('/slot', async (c) => {
      allow(inOffice(c.get('person')), '看时段')
      const now = clock.now()
      const id = c.req.query('id') ?? ''
      const slot = keeper.upcoming(now, 60).find((one) => one.id === id)
      if (!slot) throw new Fault('schedule/no-slot', '这个时段已经过去，或时间表里没有，请从运行页面里打开。')
      const lines = await keeper.preview(id, now)
      const mayAct = keepsLedger(c.get('person'))
      const title = rooms.jobTitle(slot.kind)
      return show(c, rooms, { title, here: '/running' }, <One {...{ slot, lines, mayAct, title }} />)
    })
    .post('/slot/hold', async (c) => {
      const { slot, what } = await readForm(c, holdSchema)
      const said = what === 'hold' ? '已暂停，恢复以前不会发。' : '已恢复，到点照发。'
      return doing(c, slot, said, (by, now) => keeper[what](slot, by, now))
    })
    .post('/slot/move', async (c) => {
      const { slot, to } = await readForm(c, moveSchema)
      const moment = atTime(to.slice(0, 10), to.slice(11))
      return doing(c, slot, `已改到 ${spokenMoment(moment)}。`, (by, now) =>
        keeper.move(slot, moment, by, now),
      )
    })
    .post('/slot/edit', async (c) => {
      const { slot, text } = await readForm(c, editSchema)
      return doing(c, slot, '已改，到点发您写的话。', (by, now) => keeper.edit(slot, text, by, now))
    })
}

/** The groups, or the people it is told in private as far as they are known. */
export function targetsOf(groups: string[], lines: Pick<Notice, 'to'>[] = []): string {
  if (groups.length > 0) return groups.join('、')
  const people = lines.flatMap(({ to }) => ('person' in to ? [to.person] : []))
  return people.length > 0 ? `私聊 ${spokenNames([...new Set(people)], 6)}` : '个人（私聊）'
}

export function slotHref(id: string): string {
  return `/running/slot?id=${encodeURIComponent(id)}`
}

interface OneView {
  slot: Slot
  lines: Notice[]
  mayAct: boolean
  title: string
}

function One({ slot, lines, mayAct, title }: OneView) {
  return (
    <>
      <Heading
        title={title}
        lead={`${spokenMoment(slot.due)} 发给 ${targetsOf(slot.groups, lines)} · ${SLOT_WORDS[slot.state]}`}
      >
        {mayAct && <Hold slot={slot} />}
      </Heading>
      {slot.movedFrom && (
        <p class="note">
          原定 {spokenMoment(slot.movedFrom)}，由{slot.by}改期。
        </p>
      )}
      <section aria-labelledby="words">
        <h2 id="words">到时会说什么</h2>
        {lines.length === 0 && <p class="soft">内容要到那时才备好，现在还看不到。</p>}
        {lines.map((line) => (
          <>
            <p class="soft">{'group' in line.to ? line.to.group : `私聊 ${line.to.person}`}</p>
            {line.text && <p class="slot-words">{line.text}</p>}
            {line.picture && <Photo {...line.picture} />}
          </>
        ))}
      </section>
      {mayAct && (
        <section class="forms" aria-label="改动">
          <details>
            <summary>改期</summary>
            <form method="post" action="/running/slot/move" class="stack">
              <input type="hidden" name="slot" value={slot.id} />
              <label class="field">
                <span>新的时间</span>
                <input
                  type="datetime-local"
                  name="to"
                  required
                  value={`${dayOf(slot.due)}T${slot.due.slice(11, 16)}`}
                />
              </label>
              <button type="submit">改到这个时间</button>
            </form>
          </details>
          <details>
            <summary>换成自己的话</summary>
            <form method="post" action="/running/slot/edit" class="stack">
              <input type="hidden" name="slot" value={slot.id} />
              <label class="field">
                <span>要发的话（每个群都发这一段）</span>
                <textarea name="text" rows={6} required>
                  {lines[0]?.text ?? ''}
                </textarea>
              </label>
              <button type="submit">保存</button>
            </form>
          </details>
        </section>
      )}
    </>
  )
}

function Hold({ slot }: { slot: Slot }) {
  const held = slot.state === 'held'
  return (
    <form method="post" action="/running/slot/hold">
      <input type="hidden" name="slot" value={slot.id} />
      <button type="submit" name="what" value={held ? 'release' : 'hold'}>
        {held ? '恢复发送' : '暂停发送'}
      </button>
    </form>
  )
}
