import { openAnnual } from './annual/annual.ts'
import { articleSchema } from './article/article.ts'
import { openArticles } from './article/articles.ts'
import type { Image, Press } from './article/press.ts'
import { publishedArticles } from './article/published.ts'
import type { Chat, Target } from './chat/chat.ts'
import { handledSchema } from './chat/handled.ts'
import { type Listener, openHearing } from './chat/hear.ts'
import { type Incoming, messageSchema } from './chat/message.ts'
import { openOutbox, outgoingSchema } from './chat/outbox.ts'
import { openOutboxHand } from './chat/outbox-hand.ts'
import type { Clock } from './clock.ts'
import { openDigest } from './digest/digest.ts'
import type { Feed } from './digest/feed.ts'
import { sourceHealthSchema } from './digest/health.ts'
import { sightingSchema } from './digest/item.ts'
import { digestSchema } from './digest/record.ts'
import { sentDigests } from './digest/sent.ts'
import { Fault } from './fault.ts'
import { burstSchema } from './intake/burst.ts'
import { openIntake } from './intake/intake.ts'
import { questionSchema } from './intake/question.ts'
import { entrySchema } from './ledger/entry.ts'
import { openLedger } from './ledger/ledger.ts'
import type { Store } from './outside/lowdb.ts'
import { readPrompt, readPrompts } from './outside/prompts.ts'
import { readAll } from './reading/read.ts'
import { batchSchema } from './register/change.ts'
import { openRegisters } from './register/register.ts'
import { covered } from './schedule/calendar.ts'
import { beatSchema, type Job, openKeeper } from './schedule/keeper.ts'
import { slotSchema } from './schedule/slot.ts'
import { checkInSchema } from './study/check-in.ts'
import { openStudy } from './study/study.ts'
import type { Town } from './town.ts'

/** What the app is given: the town and the edges of the world. The demo, the scenes and the real bot differ only here. */
export interface Edges {
  town: Town
  store: Store
  chat: Chat
  clock: Clock
  feed: Feed
  press?: Press
  image?: Image
  /** Told when a line of the channel has been dealt with. */
  heard?: (channelId: string) => void
  /** For the operator: what went wrong, and the stack. */
  log: (line: string, thrown?: unknown) => void
}

export type App = Awaited<ReturnType<typeof openApp>>

/** Opens every room on its shelves and joins them: who listens, which jobs run, in which order it starts and stops. */
export async function openApp(edges: Edges) {
  const { town, store, chat, clock, log } = edges
  const messages = store.shelf('messages', messageSchema)
  const lines = store.shelf('outbox', outgoingSchema)
  const outbox = await openOutbox(lines, (to, text) => chat.say(addressOf(town, to), text))
  const ledger = await openLedger(store.shelf('ledger', entrySchema))
  const registers = await openRegisters(store.shelf('registers', batchSchema))

  const intake = await openIntake({
    town,
    ledger,
    outbox,
    messages,
    bursts: store.shelf('bursts', burstSchema),
    questions: store.shelf('questions', questionSchema),
    read: readAll,
  })
  const study = await openStudy({ town, checkIns: store.shelf('check-ins', checkInSchema), ledger, outbox })
  const digests = await openDigest({
    town,
    ledger,
    items: store.shelf('items', sightingSchema),
    digests: store.shelf('digests', digestSchema),
    health: store.shelf('sources', sourceHealthSchema),
    feed: edges.feed,
    outbox,
    template: readPrompt('digest.md'),
  })
  const articles = await openArticles({
    town,
    articles: store.shelf('articles', articleSchema),
    ledger,
    templates: readPrompts('article'),
    blobs: store.blobs,
    words: async (id) => (await messages.get(id))?.text,
    ...(edges.press ? { press: edges.press } : {}),
    ...(edges.image ? { image: edges.image } : {}),
  })
  const annual = openAnnual({
    town,
    ledger,
    registers,
    articles: async () => publishedArticles(articles.list()),
    digests: async () => sentDigests(digests.list(), messages),
    basis: readPrompt('annual/figures.yaml'),
    template: readPrompt('annual/report.md'),
  })

  // A new notice is one file and one line here; a new thing the group can say is one line below.
  const jobs: Job[] = [digests.job, digests.askJob, study.job]
  const listeners: Listener[] = [digests.listen, study.listen, intake.listen]

  const keeper = await openKeeper({
    slots: store.shelf('slots', slotSchema),
    beats: store.shelf('beats', beatSchema),
    jobs,
    outbox,
    now: clock.now(),
    log,
  })
  const hearing = await openHearing({
    messages,
    handled: store.shelf('handled', handledSchema),
    blobs: store.blobs,
    town,
    clock,
    listeners,
    say: outbox.write,
    log,
  })

  async function hear(incoming: Incoming): Promise<void> {
    try {
      await hearing.hear(incoming)
      await outbox.pump(clock.now())
    } finally {
      edges.heard?.(incoming.channelId)
    }
  }

  /** One part of a beat: what it throws is told, and the other parts still have their turn. */
  async function part(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      log(what, thrown)
    }
  }

  /** One beat: what is due is done, what waits is said. Called every minute. */
  async function tick(): Promise<void> {
    const now = clock.now()
    await part('收报', () => intake.tick(now))
    await part('学习', () => study.tick(now))
    await part('时段', () => keeper.tick(now))
    await part('推文发布', () => articles.tick(now))
    await part('待发箱', () => outbox.pump(now))
  }

  return {
    rooms: {
      outboxHand: openOutboxHand(lines, outbox),
      jobTitle: (kind: string) => jobs.find((one) => one.kind === kind)?.title ?? kind,
      running: () => healthOf(edges),
      town,
      clock,
      messages,
      blobs: store.blobs,
      outbox,
      ledger,
      registers,
      intake,
      study,
      digests,
      articles,
      annual,
      keeper,
    },
    /** What was remembered and not dealt with comes first, then the channel, then what fell due meanwhile. */
    async start(): Promise<void> {
      await hearing.recover()
      await chat.start(hear)
      await tick()
    },
    tick,
    async stop(): Promise<void> {
      await chat.stop()
      await store.close()
    },
  }
}

/** How the parts do that a person may have to mend: the channel, the data folder, the public account, the calendar. */
function healthOf({ chat, store, press, clock }: Edges) {
  const channel = chat.state()
  const year = Number(clock.now().slice(0, 4))
  return [
    { name: '微信', good: channel.online, say: channel.say },
    ...store.damage().map((say) => ({ name: '数据', good: false, say })),
    press
      ? { name: '公众号', good: true, say: '已接好，签发的推文可以送进草稿箱。' }
      : { name: '公众号', good: false, say: '没有配置，推文只能起草和审核。' },
    covered(year)
      ? { name: '节假日', good: true, say: `${year} 年的放假和调休安排已收录。` }
      : {
          name: '节假日',
          good: false,
          say: `${year} 年的放假安排还没有收录，请按国务院通知写进本镇文件的“放假安排”。`,
        },
  ]
}

/** The town's names -> the channel's. Throws Fault `chat/no-target` for a group or person that the town file lacks. */
function addressOf(town: Town, to: Target): Parameters<Chat['say']>[0] {
  if ('group' in to) {
    const group = town.groups.find((one) => one.name === to.group)
    if (group) return { topic: group.topic }
    throw new Fault('chat/no-target', `本镇文件里没有“${to.group}”这个群，请核对时间表和群名。`)
  }
  const person = town.people.find((one) => one.name === to.person)
  return { contact: person ? [person.name, ...person.aliases] : [to.person] }
}
