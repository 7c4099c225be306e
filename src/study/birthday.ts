import type { Message, Picture } from '../chat/message.ts'
import type { Outbox } from '../chat/outbox.ts'
import { at, type Day, dayOf, fullDay, type Instant, plusDays } from '../clock.ts'
import type { Job, Notice, Planned } from '../schedule/slot.ts'
import { parseTimes, planPrivate, slotId } from '../schedule/timetable.ts'
import type { Town } from '../town.ts'
import { type BirthdayBook, FIVE, type Member, TICKS, type Tick } from './birthday-book.ts'
import { readBirthdayWords } from './birthday-words.ts'

const KIND = 'birthday'
const WISH = 'wish'

/** 政治生日: the month's list to the branch secretary, the day's wish to the group, the five ticks by message. */
export interface Birthdays {
  job: Job
  /** Takes `张三 政治生日 已谈心`; also when the same line is an activity report, which it leaves to others (false). */
  listen(message: Message): Promise<boolean>
}

/** Opens 政治生日. When: the line 政治生日 of the timetable (`每月1日 9:00`); its hour is also that of the wish. */
export function openBirthdays(parts: {
  town: Town
  book: BirthdayBook
  outbox: Outbox
  /** prompts/birthday.md */
  template: string
  /** The words of a greeting card -> the picture, kept. Absent: congratulated in words only. */
  draw?: (words: string, name: string) => Promise<Picture>
}): Birthdays {
  const { town, book, outbox, draw } = parts
  const say = readBirthdayWords(parts.template)

  const monthlyPlan = planPrivate(KIND, town, endOfDay)

  function plan(from: Instant, to: Instant): Planned[] {
    return [...monthlyPlan(from, to), ...wishes(from, to)]
  }

  /** The same day only: congratulations a day late are none. */
  function endOfDay(due: Instant): Instant {
    const quiet = at(dayOf(due), town.quietHours.from)
    return quiet > due ? quiet : at(dayOf(due), '23:59')
  }

  function wishes(from: Instant, to: Instant): Planned[] {
    const line = town.timetable.find(({ kind }) => kind === KIND)
    const hour = line && parseTimes(line.at).clock[0]
    if (!line || !hour) return []
    const groups =
      line.groups ?? town.groups.filter((one) => one.purposes.includes('notices')).map((one) => one.name)
    const slots: Planned[] = []
    for (let day = dayOf(from); day <= dayOf(to); day = plusDays(day, 1)) {
      const due = at(day, hour)
      if (due <= from || due > to || wishersOn(day).length === 0) continue
      slots.push({ id: slotId(KIND, due, WISH), kind: KIND, due, until: endOfDay(due), groups, ref: WISH })
    }
    return slots
  }

  function wishersOn(day: Day): Member[] {
    return book.members().filter((one) => one.wishesGroup && isBirthday(one, day))
  }

  async function notices(slot: Planned, now: Instant): Promise<Notice[]> {
    const day = dayOf(slot.due)
    if (slot.ref === WISH) {
      const names = wishersOn(day).map((one) => `${one.name}同志（入党${yearsOf(one, day)}周年）`)
      if (names.length === 0) return []
      const text = say('当天祝福', { 名单: names.join('、'), 镇名: town.name })
      return slot.groups.map((group) => ({ item: WISH, to: { group }, text }))
    }
    return monthly(dayOf(now))
  }

  /** The wish with the cards: the first goes with the words, each further one by itself. */
  async function noticesWithCards(slot: Planned, now: Instant): Promise<Notice[]> {
    const wishes = await notices(slot, now)
    if (slot.ref !== WISH || !draw) return wishes
    const day = dayOf(slot.due)
    const cards = await Promise.all(
      wishersOn(day).map((one) => draw(cardWords(one, day), `${one.name}贺卡.png`)),
    )
    return wishes.flatMap((wish) =>
      cards.map((picture, n) => ({
        ...wish,
        ...(n === 0 ? {} : { item: `${WISH}-${n + 1}`, text: '' }),
        picture,
      })),
    )
  }

  function cardWords(member: Member, day: Day): string {
    const 周年 = String(yearsOf(member, day))
    return say('贺卡', { 姓名: member.name, 周年, 镇名: town.name, 日期: fullDay(day) })
  }

  function monthly(day: Day): Notice[] {
    const month = day.slice(5, 7)
    const members = book.members().filter((one) => one.joined.slice(5, 7) === month && yearsOf(one, day) > 0)
    return town.people
      .filter(({ roles }) => roles.includes('secretary'))
      .flatMap(({ name, villages }) => {
        const own = members.filter((one) => villages.includes(villageOf(town, one.branch) ?? ''))
        if (own.length === 0) return []
        const lines = own.map((one) => `${one.name}（${fullDay(one.joined)}，入党${yearsOf(one, day)}周年）`)
        const text = say('月初提醒', { 姓名: name, 月份: String(Number(month)), 名单: lines.join('\n') })
        return [{ item: 'month', to: { person: name }, text }]
      })
  }

  async function listen(message: Message): Promise<boolean> {
    const { person, group, text } = message
    if (message.ours || !person || message.kind !== 'text' || !text.includes('政治生日')) return false
    const ticks = readTicks(text)
    const member = memberIn(text, person)
    if (ticks.length === 0 || !member) return false
    await book.note({ member, ticks, message: message.id, by: person, at: message.at })
    // A line with a headcount is an activity report as well: the ledger must have it, and one receipt is enough.
    if (/\d+\s*(?:人|名)/.test(text)) return false
    const done = book.done(member, Number(message.at.slice(0, 4)))
    const left = TICKS.filter((tick) => !done.includes(tick)).map((tick) => FIVE[tick])
    const words = {
      姓名: member.name,
      已做: ticks.map((tick) => FIVE[tick]).join('、'),
      未做: left.length > 0 ? `还有：${left.join('、')}。` : '五项都做了，谢谢。',
    }
    const to = group === undefined ? { person } : { group }
    await outbox.write({ key: `birthday/${message.id}`, to, text: say('回执', words), at: message.at })
    return true
  }

  /** The member named in the line, of one of the speaker's own branches; undefined when two would fit. */
  function memberIn(text: string, person: string): Member | undefined {
    const own = town.people.find(({ name }) => name === person)?.villages ?? []
    const named = book
      .members()
      .filter((one) => text.includes(one.name) && own.includes(villageOf(town, one.branch) ?? ''))
    return named.length === 1 ? named[0] : undefined
  }

  return { job: { kind: KIND, title: '政治生日', plan, notices: noticesWithCards, preview: notices }, listen }
}

/** What was done, never what is planned (`准备走访`). */
function readTicks(text: string): Tick[] {
  const ticks: Tick[] = []
  for (const piece of text.split(/[，,。；;！!\n]/)) {
    if (/准备|计划|打算|将要|拟|还没|未/.test(piece)) continue
    for (const tick of TICKS) if (piece.includes(FIVE[tick].replace('重温', ''))) ticks.push(tick)
  }
  return [...new Set(ticks)]
}

/** 02-29 is kept on 02-28 in a common year. */
function isBirthday(member: Member, day: Day): boolean {
  if (yearsOf(member, day) <= 0) return false
  const kept = member.joined.slice(5)
  if (kept === '02-29' && plusDays(`${day.slice(0, 4)}-02-28`, 1).slice(5) !== '02-29')
    return day.slice(5) === '02-28'
  return kept === day.slice(5)
}

function yearsOf(member: Member, day: Day): number {
  return Number(day.slice(0, 4)) - Number(member.joined.slice(0, 4))
}

/** The village a branch belongs to: named in the town file as its branch, or the village's name within the branch's. */
function villageOf(town: Town, branch: string): string | undefined {
  const named = town.villages.find((one) => one.branches.includes(branch))
  const within = town.villages.find((one) => [one.name, ...one.aliases].some((name) => branch.includes(name)))
  return (named ?? within)?.name
}
