import { type Context, Hono } from 'hono'
import { changesBetween } from '../../ledger/change.ts'
import { act, readForm } from '../act.ts'
import { allow, keepsLedger, mayCorrect, rowOf } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { changesOf, correctSchema, mergeSchema, reasonSchema, seenSchema } from './row-form.tsx'

/** The buttons of a row's page: each adds an entry, with the version the person saw and under their name. */
export function rowActs(rooms: DeskRooms): Hono<DeskEnv> {
  const { ledger, clock, secret } = rooms
  const rowFor = (c: Context<DeskEnv>) => rowOf(c, ledger)
  const stamp = (c: Context<DeskEnv>, what: string) => ({
    source: { desk: what },
    by: c.get('person').name,
    at: clock.now(),
  })
  const pages = new Hono<DeskEnv>()
    .post('/:number/correct', async (c) => {
      const row = rowFor(c)
      allow(mayCorrect(c.get('person'), row), '更正这一条')
      return act(c, secret, {
        back: `/ledger/${row.number}`,
        work: async () => {
          const { seen, note, ...given } = await readForm(c, correctSchema)
          const fields = changesOf(row, given)
          if (Object.keys(fields).length === 0) return { said: '内容没有变化，没有记录更正。' }
          const more = note ? { note } : {}
          const after = await ledger.amend(row.number, {
            kind: 'corrected',
            fields,
            seen,
            ...more,
            ...stamp(c, '审核台更正'),
          })
          const words = changesBetween(row, after).map(
            (change) => `${change.word} ${change.was} → ${change.now}`,
          )
          return { said: `已更正 ${row.number}：${words.join('，')}。` }
        },
      })
    })
    .post('/:number/confirm', async (c) => {
      const row = rowFor(c)
      allow(keepsLedger(c.get('person')), '确认台账')
      return act(c, secret, {
        back: `/ledger/${row.number}`,
        work: async () => {
          const { seen } = await readForm(c, seenSchema)
          await ledger.amend(row.number, { kind: 'confirmed', seen, ...stamp(c, '审核台确认') })
          return { said: `已确认 ${row.number}。` }
        },
      })
    })
  pages
    .post('/:number/merge', (c) => {
      const row = rowFor(c)
      allow(keepsLedger(c.get('person')), '合并台账')
      return act(c, secret, {
        back: `/ledger/${row.number}`,
        work: async () => {
          const { seen, into } = await readForm(c, mergeSchema)
          await ledger.amend(row.number, { kind: 'merged', into, seen, ...stamp(c, '审核台并入') })
          return { said: `${row.number} 已并入 ${into}，只计一次。` }
        },
      })
    })
    .post('/:number/unmerge', (c) => {
      const row = rowFor(c)
      allow(keepsLedger(c.get('person')), '取消合并')
      return act(c, secret, {
        back: `/ledger/${row.number}`,
        work: async () => {
          const { seen } = await readForm(c, seenSchema)
          await ledger.amend(row.number, { kind: 'unmerged', seen, ...stamp(c, '审核台取消并入') })
          return { said: `${row.number} 已恢复为单独一条。` }
        },
      })
    })
  for (const [path, kind, word] of [
    ['return', 'returned', '退回'],
    ['withdraw', 'withdrawn', '撤回'],
  ] as const) {
    pages.post(`/:number/${path}`, async (c) => {
      const row = rowFor(c)
      const person = c.get('person')
      allow(kind === 'returned' ? keepsLedger(person) : mayCorrect(person, row), `${word}这一条`)
      return act(c, secret, {
        back: `/ledger/${row.number}`,
        work: async () => {
          const { seen, note } = await readForm(c, reasonSchema)
          await ledger.amend(row.number, { kind, seen, note, ...stamp(c, `审核台${word}`) })
          return { said: `已${word} ${row.number}，理由：${note}` }
        },
      })
    })
  }
  return pages
}
