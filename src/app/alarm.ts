import { z } from 'zod'
import { type Instant, millisOf, plusMinutes } from '../clock.ts'
import { sayOf } from '../fault.ts'
import type { Shelf } from '../shelf.ts'

/** Something that a person must see to. */
export interface Trouble {
  /** The same as long as it lasts; without a slash. */
  id: string
  say: string
  /** It happened and is over: nothing is told of getting well. */
  once?: true
  /** Minutes it may last before it is told: a channel comes back by itself. */
  patience?: number
}

/** 告警记录: since when a trouble lasts and whether the operator has been told. */
export const alarmSchema = z.object({
  /** `2026-11/<trouble>`: the month leads, so that a month is a file. */
  id: z.string(),
  trouble: z.string(),
  say: z.string(),
  since: z.string(),
  once: z.literal(true).exactOptional(),
  toldAt: z.string().exactOptional(),
  /** It is over, and that was told where the trouble had been. */
  overAt: z.string().exactOptional(),
})
export type Alarm = z.infer<typeof alarmSchema>

/** 告警: tells the operator by another way than the groups, once per trouble and once when it is over. */
export interface Alarms {
  /** Begins to tell what is new; never waits for the way, never throws for it. */
  tick(now: Instant, troubles: Trouble[]): Promise<void>
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>
  /** Why the last message did not arrive. */
  fault(): string | undefined
}

/** Months of records that are looked at: a trouble that lasts longer is told again, as a reminder. */
const MONTHS = 2
/** Troubles named in one message; the desk has them all. */
const NAMED = 8
/** Minutes before the next try after a message that did not arrive. */
const PAUSES = [1, 5, 15, 60]

/** Reads what is still open. `tell`: the way to the operator (outside/webhook.ts). */
export async function openAlarms(parts: {
  alarms: Shelf<Alarm>
  town: string
  tell(text: string): Promise<void>
  log(what: string, thrown: unknown): void
}): Promise<Alarms> {
  const { alarms, town, tell, log } = parts
  const known = new Map<string, Alarm>()
  for (const cut of (await alarms.cuts()).slice(-MONTHS)) {
    for (const one of await alarms.list(cut)) if (one.overAt === undefined) known.set(one.trouble, one)
  }
  let underway: Promise<void> | undefined
  let failures = 0
  let nextTry = ''
  let fault: string | undefined

  async function notice({ id, say, once }: Trouble, now: Instant): Promise<void> {
    if (known.has(id)) return
    const alarm = { id: `${now.slice(0, 7)}/${id}`, trouble: id, say, since: now, ...(once ? { once } : {}) }
    await alarms.put(alarm)
    known.set(id, alarm)
  }

  async function end(alarm: Alarm, now: Instant): Promise<void> {
    await alarms.put({ ...alarm, overAt: now })
    known.delete(alarm.trouble)
  }

  async function send(fresh: Alarm[], well: Alarm[], now: Instant): Promise<void> {
    try {
      await tell(textOf(town, fresh, well))
    } catch (thrown) {
      nextTry = plusMinutes(now, PAUSES[failures] ?? 60)
      failures += 1
      fault = sayOf(thrown)
      return log('告警', thrown)
    }
    failures = 0
    fault = undefined
    for (const one of fresh) {
      const told = { ...one, toldAt: now }
      await alarms.put(told)
      known.set(one.trouble, told)
    }
    for (const one of well) await end(one, now)
  }

  return {
    async tick(now, troubles) {
      if (underway) return
      for (const trouble of troubles) await notice(trouble, now)
      const here = new Map(troubles.map((one) => [one.id, one]))
      const gone = [...known.values()].filter(({ trouble, once }) => !once && !here.has(trouble))
      for (const one of gone) if (one.toldAt === undefined) await end(one, now)
      const well = gone.filter(({ toldAt }) => toldAt !== undefined)
      const fresh = [...known.values()].filter((one) => isDue(one, here.get(one.trouble), now))
      if ((fresh.length === 0 && well.length === 0) || now < nextTry) return
      underway = send(fresh, well, now)
        .catch((thrown: unknown) => log('告警', thrown))
        .finally(() => {
          underway = undefined
        })
    },
    settled: async () => underway,
    fault: () => fault,
  }
}

function isDue({ toldAt, since }: Alarm, trouble: Trouble | undefined, now: Instant): boolean {
  if (toldAt !== undefined) return false
  return millisOf(now) - millisOf(since) >= (trouble?.patience ?? 0) * 60_000
}

function textOf(town: string, fresh: Alarm[], well: Alarm[]): string {
  return [
    ...(fresh.length > 0 ? [`【镇讯·${town}】有 ${fresh.length} 件事要处理：`, ...named(fresh)] : []),
    ...(well.length > 0 ? [`【镇讯·${town}】已恢复正常：`, ...named(well)] : []),
    '详情见审核台“运行”页。',
  ].join('\n')
}

function named(alarms: Alarm[]): string[] {
  const lines = alarms.slice(0, NAMED).map(({ say }) => `· ${say}`)
  return alarms.length > NAMED ? [...lines, `· 另有 ${alarms.length - NAMED} 件`] : lines
}
