import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/chat/message.ts'
import { type Outgoing, openOutbox } from '../../src/chat/outbox.ts'
import { at, type Instant } from '../../src/clock.ts'
import type { Batch } from '../../src/register/change.ts'
import { openRegisters } from '../../src/register/register.ts'
import { type Beat, openKeeper } from '../../src/schedule/keeper.ts'
import type { Slot } from '../../src/schedule/slot.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { openBirthdays } from '../../src/study/birthday.ts'
import { birthdayBook } from '../../src/study/birthday-book.ts'
import { readBirthdayWords } from '../../src/study/birthday-words.ts'
import { prompt, TOWN } from './town.ts'

const town = { ...TOWN, timetable: [{ kind: 'birthday', at: '每月1日 9:00' }] }
const MEMBERS = [
  { name: '丁一', branch: '上滩村党支部', joined: '1988-03-06', wishes: true },
  { name: '丁二', branch: '红柳沟村党支部', joined: '2008-02-29', wishes: true },
  { name: '丁三', branch: '上滩村党支部', joined: '2001-03-20', wishes: false },
  { name: '丁五', branch: '上滩村党支部', joined: '1999-07-01', wishes: true },
  { name: '丁六', branch: '张湾村党支部', joined: '2009-07-01', wishes: true },
  { name: '丁四', branch: '张湾村党支部', joined: '2001-03-21', wishes: true },
]

async function room(now: Instant) {
  const registers = await openRegisters(memoryShelf<Batch>())
  await registers.change(
    'members',
    MEMBERS.map((one) => ({ on: '2026-01-01', values: one, source: { desk: '导入' } })),
    { by: '吴磊', at: at('2026-01-01', '09:00') },
  )
  const said: [string, string][] = []
  const shown: string[] = []
  const drawn: string[] = []
  const outbox = await openOutbox(memoryShelf<Outgoing>(), async (to, text, picture) => {
    said.push(['group' in to ? to.group : to.person, text])
    if (picture && 'group' in to) shown.push(`${to.group} ${picture.name}`)
  })
  const book = birthdayBook(registers)
  const draw = async (words: string, name: string) => {
    drawn.push(words)
    return { hash: `hash-${name}`, name }
  }
  const birthdays = openBirthdays({ town, book, outbox, template: prompt('birthday.md'), draw })
  const shelves = { slots: memoryShelf<Slot>(), beats: memoryShelf<Beat>() }
  const keeper = await openKeeper({ ...shelves, jobs: [birthdays.job], outbox, now })
  let serial = 0
  const hear = (from: string, text: string, when: Instant) => {
    serial += 1
    const message: Message = {
      id: `${when.slice(0, 10)}/m${serial}`,
      channelId: `m${serial}`,
      group: '村书记群',
      from: { id: from, name: from },
      person: from,
      at: when,
      kind: 'text',
      text,
      ours: false,
      mentionsBot: false,
    }
    return birthdays.listen(message)
  }
  const tick = async (instant: Instant) => {
    await keeper.tick(instant)
    await outbox.pump(instant)
  }
  return { said, shown, drawn, tick, hear, keeper, outbox, registers, slots: shelves.slots }
}

describe('政治生日', () => {
  it('tells each branch secretary in private on the first, and nobody without a birthday', async () => {
    const { said, tick } = await room(at('2026-03-01', '08:00'))
    await tick(at('2026-03-01', '09:00'))
    await tick(at('2026-03-01', '09:01'))
    expect(said).toHaveLength(1)
    expect(said[0]?.[0]).toBe('马强')
    expect(said[0]?.[1]).toContain('3月过政治生日')
    expect(said[0]?.[1]).toContain('丁一（1988年3月6日，入党38周年）\n丁三（2001年3月20日，入党25周年）\n')
    expect(said[0]?.[1]).not.toContain('丁四')
  })

  it('wishes on the day where it is wished, 29 February on the 28th; a day late never', async () => {
    const { said, tick, slots } = await room(at('2026-02-27', '08:00'))
    await tick(at('2026-02-28', '09:00'))
    expect(said.map(([to]) => to)).toEqual(['宣传工作群', '党员学习群'])
    expect(said[0]?.[1]).toContain('今天是丁二同志（入党18周年）的政治生日')
    await tick(at('2026-03-07', '09:00'))
    expect(said.filter(([, text]) => text.includes('丁一'))).toEqual([])
    expect((await slots.get('2026-03-06/birthday@09:00+wish'))?.state).toBe('missed')
    const leap = await room(at('2028-02-27', '08:00'))
    expect(leap.keeper.upcoming(at('2028-02-27', '08:00'), 4).map(({ due }) => due.slice(0, 10))).toEqual([
      '2028-02-29',
      '2028-03-01',
    ])
  })

  it('sends a card for each, the first with the words; looking beforehand draws none', async () => {
    const { said, shown, drawn, tick, keeper } = await room(at('2026-06-30', '08:00'))
    await keeper.preview('2026-07-01/birthday@09:00+wish', at('2026-06-30', '08:00'))
    expect(drawn).toEqual([])
    await tick(at('2026-07-01', '09:00'))
    const group = said.filter(([to]) => to === '党员学习群')
    expect(group.map(([, text]) => text === '')).toEqual([false, true])
    expect(shown.slice(-2)).toEqual(['党员学习群 丁五贺卡.png', '党员学习群 丁六贺卡.png'])
    expect(drawn[0]).toMatch(/^丁五同志：\n今天是您入党27周年/)
  })

  it('takes the five ticks by message, each once, with what is left', async () => {
    const { said, hear, outbox, registers } = await room(at('2026-03-01', '08:00'))
    const when = at('2026-03-06', '10:00')
    expect(await hear('马强', '丁一政治生日 已送贺卡、谈心，准备走访', when)).toBe(true)
    await outbox.pump(when)
    expect(said).toEqual([['村书记群', '已记下 丁一 政治生日：贺卡、谈心。还有：台账、重温誓词、走访。']])
    expect(registers.records('birthdays')).toMatchObject([
      { values: { name: '丁一', year: 2026, card: '2026-03-06', talk: '2026-03-06' }, version: 1 },
    ])
    await hear('马强', '丁一政治生日 谈心', at('2026-03-08', '10:00'))
    expect(registers.records('birthdays')[0]).toMatchObject({ values: { talk: '2026-03-06' }, version: 1 })
    await hear('马强', '丁一 政治生日 台账、走访都做了，誓词也重温了', at('2026-03-09', '10:00'))
    await outbox.pump(at('2026-03-09', '10:00'))
    expect(said.at(-1)?.[1]).toContain('五项都做了')
  })

  it('leaves reports, other branches and chatter alone', async () => {
    const { said, hear, outbox, registers } = await room(at('2026-03-01', '08:00'))
    const when = at('2026-03-06', '10:00')
    expect(await hear('马强', '3月6日上滩村为丁一过政治生日，重温誓词，12人参加', when)).toBe(false)
    expect(registers.records('birthdays')[0]?.values.oath).toBe('2026-03-06')
    expect(await hear('王芳', '丁一政治生日 已谈心', when)).toBe(false)
    expect(await hear('马强', '丁一政治生日快到了', when)).toBe(false)
    expect(await hear('马强', '丁一政治生日 准备走访', when)).toBe(false)
    await outbox.pump(when)
    expect(said).toEqual([])
  })

  it('without a line in the timetable it says nothing', async () => {
    const outbox = await openOutbox(memoryShelf<Outgoing>(), async () => undefined)
    const book = birthdayBook(await openRegisters(memoryShelf<Batch>()))
    const { job } = openBirthdays({ town: TOWN, book, outbox, template: prompt('birthday.md') })
    expect(job.plan(at('2026-01-01', '00:00'), at('2027-01-01', '00:00'))).toEqual([])
  })

  it('refuses words that lack a piece or have a blank nobody fills', () => {
    const text = prompt('birthday.md')
    expect(() => readBirthdayWords(text.replace('## 回执', '## 收据'))).toThrow(/缺少“## 回执”/)
    expect(() => readBirthdayWords(text.replace('{镇名}党委', '{镇}党委'))).toThrow(/“当天祝福”里的 \{镇\}/)
  })
})
