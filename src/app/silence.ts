import type { Incoming, Message } from '../chat/message.ts'
import { at, type Day, dayOf, type Instant, plusDays } from '../clock.ts'
import { isWorkday, type OfficeDays } from '../schedule/calendar.ts'
import type { Shelf } from '../shelf.ts'
import type { Trouble } from './alarm.ts'

/** 没有动静: a channel may call itself online and bring nothing; in a work group a whole working day without a word is odd. */
export interface Silence {
  heard(incoming: Pick<Incoming, 'at' | 'ours'>): void
  troubles(now: Instant): Trouble[]
}

/** When on a working day it is looked at: the morning must have had its chance. */
const LOOK_AT = '11:00'
/** Days on disk that are read for the last line; the bot's own lines do not count. */
const CUTS = 10

/** Reads when the last line was heard. `officeDays`: the office's own working days and days off. */
export async function openSilence({
  messages,
  officeDays,
}: {
  messages: Shelf<Message>
  officeDays: OfficeDays
}): Promise<Silence> {
  let last = await lastLine(messages)
  return {
    heard(incoming) {
      if (!incoming.ours && (last === undefined || incoming.at > last)) last = incoming.at
    },
    troubles(now) {
      const today = dayOf(now)
      if (last === undefined || !isWorkday(today, officeDays) || now < at(today, LOOK_AT)) return []
      if (last >= at(workdayBefore(today, officeDays), '00:00')) return []
      const say = '微信：显示在线，但已有一个多工作日没有听到任何群消息，可能实际已断开，请到手机上看一眼。'
      return [{ id: `silence:${dayOf(last)}`, say, once: true }]
    },
  }
}

function workdayBefore(day: Day, own: OfficeDays): Day {
  let before = plusDays(day, -1)
  while (!isWorkday(before, own)) before = plusDays(before, -1)
  return before
}

async function lastLine(messages: Shelf<Message>): Promise<Instant | undefined> {
  for (const cut of (await messages.cuts()).slice(-CUTS).reverse()) {
    const times = (await messages.list(cut)).filter(({ ours }) => !ours).map((one) => one.at)
    if (times.length > 0) return times.sort().at(-1)
  }
  return undefined
}
