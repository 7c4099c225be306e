import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/chat/message.ts'
import { openOutbox } from '../../src/chat/outbox.ts'
import { at } from '../../src/clock.ts'
import { type Nudge, type Owed, openChase } from '../../src/intake/chase.ts'
import { isWorkday } from '../../src/schedule/calendar.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { TOWN } from './stage.ts'

async function chasing(chase = true, listed = false) {
  const said: string[] = []
  const outbox = await openOutbox(memoryShelf<never>(), async (to, text) => {
    said.push(`${'person' in to ? to.person : to.group}：${text}`)
  })
  const owed: Owed[] = [
    { id: '2025-03/主题党日/上滩村', title: '3月主题党日', village: '上滩村', from: '2025-03-25' },
    { id: '2025-03/主题党日/张湾村', title: '3月主题党日', village: '张湾村', from: '2025-03-25' },
  ]
  const nudges = memoryShelf<Nudge>()
  const town = { ...TOWN, intake: { ...TOWN.intake, chasing: chase } }
  const open = () => openChase({ town, outbox, nudges, isWorkday, owed: () => owed, listed: () => listed })
  let room = await open()
  return {
    owed,
    room: () => room,
    async restart() {
      room = await open()
    },
    async tick(day: string, time: string): Promise<string[]> {
      const before = said.length
      await room.tick(at(day, time))
      await outbox.pump(at(day, time))
      return said.slice(before)
    },
    async private(person: string, text: string, day: string): Promise<boolean> {
      const now = at(day, '12:00')
      const message: Message = {
        id: `${day}/x${text}`,
        channelId: 'x',
        from: { id: person, name: person },
        person,
        at: now,
        kind: 'text',
        text,
        ours: false,
        mentionsBot: false,
      }
      return room.listen(message, now)
    },
  }
}

describe('who has not reported', () => {
  it('gets one private line on a workday in office hours, and no second one that day, also after a restart', async () => {
    const stage = await chasing()
    expect(await stage.tick('2025-03-24', '10:00')).toEqual([])
    expect(await stage.tick('2025-03-25', '08:00')).toEqual([])
    const lines = await stage.tick('2025-03-25', '09:30')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('王芳：王芳您好，台账里还没有看到：张湾村3月主题党日')
    expect(lines[1]).toContain('马强：马强您好，台账里还没有看到：上滩村3月主题党日')
    await stage.restart()
    expect(await stage.tick('2025-03-25', '11:00')).toEqual([])
    expect(stage.room().ofWeek('2025-03-30')).toBe(2)
    expect(stage.room().ofWeek('2025-03-31')).toBe(0)
  })

  it('says nothing to a branch secretary who has the 三会一课 list of the same things in these days', async () => {
    const stage = await chasing(true, true)
    expect((await stage.tick('2025-03-25', '10:00')).map((line) => line.slice(0, 2))).toEqual(['王芳'])
  })

  it('stops when the report comes, after two reminders of one thing, and on holidays', async () => {
    const stage = await chasing()
    expect(await stage.tick('2025-03-25', '10:00')).toHaveLength(2)
    stage.owed.splice(0, 1)
    // Not the same words again the next day.
    expect(await stage.tick('2025-03-26', '10:00')).toEqual([])
    expect(await stage.tick('2025-03-28', '10:00')).toHaveLength(1)
    expect(await stage.tick('2025-03-31', '10:00')).toEqual([])
    stage.owed.push({
      id: '2025-04/主题党日/张湾村',
      title: '4月主题党日',
      village: '张湾村',
      from: '2025-04-04',
    })
    expect(await stage.tick('2025-04-04', '10:00')).toEqual([])
    expect(await stage.tick('2025-04-07', '10:00')).toHaveLength(1)
  })

  it('says nothing to those who want none, until they do again', async () => {
    const stage = await chasing()
    expect(await stage.private('王芳', '不用提醒了', '2025-03-24')).toBe(true)
    expect(await stage.private('王芳', '今天不用提醒大家开会', '2025-03-24')).toBe(false)
    const lines = await stage.tick('2025-03-25', '10:00')
    expect(lines.some((line) => line.includes('王芳您好'))).toBe(false)
    expect(stage.room().silent()).toEqual(['王芳'])
    await stage.private('王芳', '恢复提醒', '2025-03-25')
    expect((await stage.tick('2025-03-26', '10:00')).some((line) => line.includes('王芳您好'))).toBe(true)
  })

  it('says nothing at all where the town file does not want it, but the desk still knows', async () => {
    const stage = await chasing(false)
    expect(await stage.tick('2025-03-25', '10:00')).toEqual([])
    expect(
      stage
        .room()
        .owed(at('2025-03-25', '10:00'))
        .map((one) => one.village),
    ).toEqual(['张湾村', '上滩村'])
  })
})
