import { describe, expect, it } from 'vitest'
import { type Message, messageId } from '../../src/chat/message.ts'
import { type Outgoing, openOutbox } from '../../src/chat/outbox.ts'
import { at, type Instant, plusMinutes } from '../../src/clock.ts'
import type { Burst } from '../../src/intake/burst.ts'
import { openIntake } from '../../src/intake/intake.ts'
import type { Question } from '../../src/intake/question.ts'
import type { Entry } from '../../src/ledger/entry.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { Case } from '../../src/reading/cases.ts'
import { readAll } from '../../src/reading/read.ts'
import type { Shelf } from '../../src/shelf.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { TOWN } from './stage.ts'

type Line = [person: string, text: string, minutes?: number, quote?: string]

/** A morning in the group: reports in pieces, photos, answers, corrections, a withdrawal, the same report twice. */
const MORNING: Line[] = [
  ['王芳', '张湾村今天搞了个志愿服务'],
  ['王芳', '[图片]', 1],
  ['王芳', '参加的有18个志愿者'],
  ['马强', '上报 红柳沟村 主题党日 3月4日 32人', 5],
  ['马强', '今天开展理论学习，16人参加'],
  ['马强', '上滩', 5],
  ['王芳', '更正 2025-0001 人数20'],
  ['马强', '上报 红柳沟村 主题党日 3月4日 32人', 5],
  ['王芳', '张湾村3月3日开展培训'],
  ['王芳', '十二个人', 5],
  ['马强', '上报 上滩村 文艺演出 3月2日 60人', 5],
  ['马强', '上一条作废'],
  ['王芳', '[图片]', 1],
  ['王芳', '对', 5],
  ['王芳', '红柳沟村3月1日志愿服务9人'],
]

class Crash extends Error {}

/** A world whose program dies at the n-th write (before it, or right after it) and is started again. */
function world(dieAt: number, after: boolean) {
  let writes = 0
  const dying = <T extends { id: string }>(shelf: Shelf<T>): Shelf<T> => {
    const write = async <R>(work: () => Promise<R>): Promise<R> => {
      writes += 1
      if (writes === dieAt && !after) throw new Crash()
      const result = await work()
      if (writes === dieAt && after) throw new Crash()
      return result
    }
    return { ...shelf, add: (one) => write(() => shelf.add(one)), put: (one) => write(() => shelf.put(one)) }
  }
  const shelves = {
    entries: dying(memoryShelf<Entry>()),
    bursts: dying(memoryShelf<Burst>()),
    questions: dying(memoryShelf<Question>()),
    lines: dying(memoryShelf<Outgoing>()),
    messages: memoryShelf<Message>(),
    cases: dying(memoryShelf<Case>()),
  }
  async function start() {
    const ledger = await openLedger(shelves.entries)
    // What is said is tested elsewhere; here each line that was written down counts.
    const outbox = await openOutbox(shelves.lines, async () => undefined)
    const { messages, bursts, questions, cases } = shelves
    return {
      ledger,
      outbox,
      intake: await openIntake({
        town: TOWN,
        ledger,
        outbox,
        messages,
        bursts,
        questions,
        cases,
        read: readAll,
      }),
    }
  }
  return { shelves, start, writes: () => writes }
}

type Again = 'never' | 'each at once' | 'all at the end'

async function morning(dieAt: number, after: boolean, again: Again = 'never') {
  const { shelves, start, writes } = world(dieAt, after)
  let room = await start()
  let now: Instant = at('2025-03-05', '09:00')

  async function act(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      if (!(thrown instanceof Crash)) throw thrown
      room = await start()
      await work()
    }
  }

  for (const [n, [person, text, minutes = 0]] of MORNING.entries()) {
    for (let passed = 0; passed < minutes; passed += 1) {
      now = plusMinutes(now, 1)
      await act(() => room.intake.tick(now))
    }
    const channelId = `m${n}`
    const message: Message = {
      id: messageId(now, channelId),
      channelId,
      topic: '宣传工作群',
      group: '宣传工作群',
      from: { id: person, name: person },
      person,
      at: now,
      kind: 'text',
      text,
      ours: false,
      mentionsBot: false,
    }
    await shelves.messages.put(message)
    await act(() => room.intake.listen(message, now))
    if (again !== 'each at once') continue
    room = await start()
    await room.intake.listen(message, now)
  }
  for (let passed = 0; passed < 10; passed += 1) {
    now = plusMinutes(now, 1)
    await act(() => room.intake.tick(now))
  }
  for (const message of again === 'all at the end' ? await shelves.messages.list() : [])
    await room.intake.listen(message, now)
  for (let passed = 0; passed < 10 && again === 'all at the end'; passed += 1) {
    now = plusMinutes(now, 1)
    await room.intake.tick(now)
  }
  const rows = room.ledger
    .rows()
    .map(({ entries, at: _, ...row }) => ({ ...row, kinds: entries.map((one) => one.kind) }))
  const said = (await shelves.lines.list()).map((line) => `${line.id} ${line.text}`).sort()
  const open = room.intake.questions().map((one) => `${one.kind} ${one.rows}`)
  return { rows, said, open, writes: writes() }
}

describe('a program that dies at any write and is started again', () => {
  it('says and files nothing again when messages are offered again, at once or much later', async () => {
    const { writes: _, ...once } = await morning(0, false)
    const { writes: _at, ...atOnce } = await morning(0, false, 'each at once')
    expect(atOnce).toEqual(once)
    const { writes: _end, ...atTheEnd } = await morning(0, false, 'all at the end')
    expect(atTheEnd).toEqual(once)
  })

  it('ends with the same rows, lines and questions as one that lives', async () => {
    const lived = await morning(0, false)
    expect(lived.rows.length).toBeGreaterThan(6)
    expect(lived.said.length).toBeGreaterThan(10)
    for (let dieAt = 1; dieAt <= lived.writes; dieAt += 1) {
      for (const after of [false, true]) {
        const { rows, said, open } = await morning(dieAt, after)
        expect({ dieAt, after, rows, said, open }).toEqual({
          dieAt,
          after,
          rows: lived.rows,
          said: lived.said,
          open: lived.open,
        })
      }
    }
  })
})
