import { alarmSchema, openAlarms } from './app/alarm.ts'
import type { Edges } from './app/edges.ts'
import { healthOf } from './app/health.ts'
import { openRooms } from './app/rooms.ts'
import { openSilence } from './app/silence.ts'
import { troublesOf } from './app/troubles.ts'
import { openCatchUp } from './chat/catch-up.ts'
import { handledSchema } from './chat/handled.ts'
import { type Listener, openHearing } from './chat/hear.ts'
import type { Incoming } from './chat/message.ts'
import { datesJob } from './register/dates-job.ts'
import { beatSchema, type Job, openKeeper } from './schedule/keeper.ts'
import { slotSchema } from './schedule/slot.ts'
import { cadenceJob } from './study/cadence-job.ts'
import { isQuiet } from './town.ts'

export type App = Awaited<ReturnType<typeof openApp>>

/** Joins the rooms: who listens, which jobs run, in which order all starts and stops. */
export async function openApp(edges: Edges) {
  const { town, store, chat, clock, log } = edges
  const rooms = await openRooms(edges)
  const { outbox, ledger, intake, chase, study, birthdays, digests, articles } = rooms

  // A new notice is one file and one line here; a new thing the group can say is one line below. First come, first served.
  const jobs: Job[] = [
    digests.job,
    digests.askJob,
    study.job,
    birthdays.job,
    cadenceJob({ town, ledger, file: rooms.cadence }),
    rooms.suggestions.job,
    datesJob({ town, registers: rooms.registers }),
  ]
  const listeners: Listener[] = [
    digests.listen,
    study.listen,
    birthdays.listen,
    chase.listen,
    rooms.proposals.listen,
    intake.listen,
  ]

  const keeper = await openKeeper({
    slots: store.shelf('slots', slotSchema),
    beats: store.shelf('beats', beatSchema),
    jobs,
    outbox,
    now: clock.now(),
    quiet: (now) => isQuiet(now, town.quietHours),
    log,
  })
  const hearing = await openHearing({
    messages: rooms.messages,
    handled: store.shelf('handled', handledSchema),
    blobs: store.blobs,
    town,
    clock,
    listeners,
    say: outbox.write,
    log,
  })

  const jobTitle = (kind: string) => jobs.find((one) => one.kind === kind)?.title ?? kind
  const alarms = edges.tell
    ? await openAlarms({ alarms: store.shelf('alarms', alarmSchema), town: town.name, tell: edges.tell, log })
    : undefined

  const silence = await openSilence({ messages: rooms.messages, officeDays: town.officeDays })

  async function hear(incoming: Incoming): Promise<void> {
    try {
      silence.heard(incoming)
      await hearing.hear(incoming)
      await outbox.pump(clock.now())
    } finally {
      edges.heard?.(incoming.channelId)
    }
  }

  const catchUp = await openCatchUp({ chat, messages: rooms.messages, hear, log })

  /** One part of a beat: what it throws is told, and the other parts still have their turn. */
  async function part(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      log(what, thrown)
    }
  }

  /** The outbox failed since the last beat: it is left alone until the next. */
  let resting = false

  /** One beat: what is due is done, what waits is said. Called every minute. */
  async function tick(): Promise<void> {
    const now = clock.now()
    resting = false
    await part('补听', () => catchUp.tick(now))
    await part('收报', () => intake.tick(now))
    await part('催报', () => chase.tick(now))
    await part('学习', () => study.tick(now))
    await part('时段', () => keeper.tick(now))
    await part('推文发布', () => articles.tick(now))
    await part('待发箱', () => outbox.pump(now))
    if (alarms) {
      await part('告警', async () =>
        alarms.tick(
          now,
          await troublesOf({ chat, silence, store, digests, keeper, articles, jobTitle, now }),
        ),
      )
    }
  }

  /** Between two beats: says what the pace held back. */
  async function pulse(): Promise<void> {
    if (resting) return
    try {
      await outbox.pump(clock.now())
    } catch (thrown) {
      resting = true
      log('待发箱', thrown)
    }
  }

  return {
    rooms: {
      ...rooms,
      keeper,
      jobTitle,
      running: () => healthOf(edges, { alarms, caughtUp: catchUp.last() }),
    },
    /** What was remembered and not dealt with comes first, then the channel, then what fell due meanwhile. */
    async start(): Promise<void> {
      await hearing.recover()
      await chat.start(hear)
      await tick()
    },
    tick,
    pulse,
    /** Resolves when the operator has been told what a beat found; a beat itself does not wait for it. */
    settled: async () => alarms?.settled(),
    async stop(): Promise<void> {
      await chat.stop()
      await alarms?.settled()
      await keeper.close()
      await store.close()
    },
  }
}
