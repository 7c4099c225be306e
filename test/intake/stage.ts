import { readFileSync } from 'node:fs'
import { type Message, messageId } from '../../src/chat/message.ts'
import { openOutbox } from '../../src/chat/outbox.ts'
import { at, plusMinutes } from '../../src/clock.ts'
import { openIntake } from '../../src/intake/intake.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import type { Case } from '../../src/reading/cases.ts'
import { readAll } from '../../src/reading/read.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { readTown, type Town } from '../../src/town.ts'

export const TOWN = readTown(readFileSync(new URL('../town.yaml', import.meta.url), 'utf8'), {
  FEEDS: 'http://127.0.0.1:9',
})

type Parts = Parameters<typeof openIntake>[0]

/** Intake over real reading, ledger and outbox, with shelves in memory and a clock moved by hand. */
export async function openStage(more: { town?: Town; day?: string; time?: string } & Partial<Parts> = {}) {
  const { town = TOWN, day = '2025-03-05', time = '15:20', ...parts } = more
  const shelves = { entries: memoryShelf<never>(), lines: memoryShelf<never>() }
  const messages = memoryShelf<Message>()
  const ledger = await openLedger(shelves.entries)
  const said: { to: string; text: string }[] = []
  const outbox = await openOutbox(shelves.lines, async (to, text) => {
    said.push({ to: 'group' in to ? to.group : to.person, text })
  })
  const rest = {
    town,
    ledger,
    outbox,
    messages,
    bursts: memoryShelf<never>(),
    questions: memoryShelf<never>(),
    read: readAll,
    cases: memoryShelf<Case>(),
    ...parts,
  }
  let intake = await openIntake(rest)
  let now = at(day, time)
  let serial = 0

  function message(person: string, over: Partial<Message>): Message {
    serial += 1
    const channelId = `m${serial}`
    const base = {
      id: messageId(now, channelId),
      channelId,
      group: '宣传工作群',
      topic: '宣传工作群',
      at: now,
      kind: 'text' as const,
    }
    return {
      ...base,
      from: { id: person, name: person },
      person,
      text: '',
      ours: false,
      mentionsBot: false,
      ...over,
    }
  }

  async function offer(one: Message): Promise<string[]> {
    await messages.add(one)
    await intake.listen(one, now)
    return heard()
  }

  async function heard(): Promise<string[]> {
    const before = said.length
    await outbox.pump(now)
    return said.slice(before).map((line) => line.text)
  }

  return {
    ledger,
    messages,
    said,
    outbox,
    message,
    offer,
    now: () => now,
    intake: () => intake,
    /** Says a line and returns what the bot answered at once. */
    say: (person: string, text: string, over: Partial<Message> = {}) =>
      offer(message(person, { text, ...over })),
    quote: (person: string, quoted: string, text: string) =>
      offer(message(person, { text, quote: { from: '某人', text: quoted } })),
    picture: (person: string, hash: string) =>
      offer(message(person, { kind: 'picture', text: '[图片]', picture: { name: `${hash}.jpg`, hash } })),
    recall: (person: string, recalls: string) => offer(message(person, { kind: 'recall', recalls })),
    /** Moves the clock, minute by minute, and returns what the bot said meanwhile. */
    async later(minutes: number): Promise<string[]> {
      const lines: string[] = []
      for (let passed = 0; passed < minutes; passed += 1) {
        now = plusMinutes(now, 1)
        await intake.tick(now)
        lines.push(...(await heard()))
      }
      return lines
    },
    set(day: string, time: string) {
      now = at(day, time)
    },
    /** As after a restart: the same shelves, opened anew. */
    async restart() {
      intake = await openIntake({ ...rest, ledger: await openLedger(shelves.entries) })
      return intake
    },
  }
}
