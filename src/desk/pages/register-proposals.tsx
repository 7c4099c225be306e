import { Hono } from 'hono'
import { z } from 'zod'
import { registerOf } from '../../register/kinds.ts'
import type { Proposal } from '../../register/proposal.ts'
import { textIn } from '../../register/record.ts'
import { act, readForm } from '../act.ts'
import { Moment, messageHref, Select } from '../parts.tsx'
import { allow, keepsLedger } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'

const decideSchema = z.object({
  id: z.string(),
  what: z.enum(['confirm', 'dismiss']),
  record: z.string().exactOptional(),
})

/** A change told in a group is written only when a person here says so. */
export function proposalActs({ proposals, clock, secret }: DeskRooms): Hono<DeskEnv> {
  return new Hono<DeskEnv>().post('/proposals', async (c) => {
    allow(keepsLedger(c.get('person')), '改名册')
    return act(c, secret, {
      back: '/register',
      work: async () => {
        const { id, what, record } = await readForm(c, decideSchema)
        const who = { by: c.get('person').name, at: clock.now() }
        if (what === 'dismiss') {
          await proposals.dismiss(id, who)
          return { said: '没有写入名册，这条已了结。' }
        }
        const changed = await proposals.confirm(id, { ...who, ...(record ? { record } : {}) })
        return {
          said: `已写入${registerOf(changed.register).label}名册。`,
          to: `/register/${changed.register}/${changed.id}`,
        }
      },
    })
  })
}

export function ProposalList({ rooms, mayChange }: { rooms: DeskRooms; mayChange: boolean }) {
  const waiting = rooms.proposals.open()
  if (waiting.length === 0) return null
  return (
    <section aria-labelledby="waiting" id="proposals">
      <h2 id="waiting">群里报来的变更，等您核对（{waiting.length}）</h2>
      <ul class="plain">
        {waiting.map((one) => (
          <li>
            <p>
              <b>{one.say}</b>（{registerOf(one.register).label}名册）
            </p>
            <p class="soft">
              {one.by} <Moment at={one.at} now={rooms.clock.now()} />{' '}
              <a href={messageHref(one.message)}>看原消息</a>
            </p>
            {mayChange && <Decide rooms={rooms} proposal={one} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Decide({ rooms, proposal }: { rooms: DeskRooms; proposal: Proposal }) {
  const choices = proposal.candidates.flatMap((id) => {
    const record = rooms.registers.record(proposal.register, id)
    return record ? [{ value: id, name: `${textIn(record, 'name')}（${textIn(record, 'branch')}）` }] : []
  })
  return (
    <form method="post" action="/register/proposals" class="stack">
      <input type="hidden" name="id" value={proposal.id} />
      {choices.length > 1 && (
        <Select
          label="同名的有几位，是哪一位"
          name="record"
          value=""
          choices={[{ value: '', name: '请选择' }, ...choices]}
        />
      )}
      <p>
        <button class="main" type="submit" name="what" value="confirm">
          写入名册
        </button>{' '}
        <button type="submit" name="what" value="dismiss">
          不写
        </button>
      </p>
    </form>
  )
}
