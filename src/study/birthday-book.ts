import { type Day, dayOf, type Instant } from '../clock.ts'
import { textIn } from '../register/record.ts'
import type { Registers } from '../register/register.ts'

/** A member as the 政治生日 needs them. */
export interface Member {
  name: string
  branch: string
  /** The day of joining. */
  joined: Day
  /** Wants to be congratulated in the group. */
  wishesGroup: boolean
}

/** 五个一, by their fields in the register 政治生日. */
export const FIVE = {
  listed: '台账',
  card: '贺卡',
  talk: '谈心',
  oath: '重温誓词',
  visit: '走访',
} as const

export type Tick = keyof typeof FIVE

const isTick = (key: string): key is Tick => key in FIVE
export const TICKS = Object.keys(FIVE).filter(isTick)

/** Who has a 政治生日, and which of the five were done this year. */
export interface BirthdayBook {
  members(): Member[]
  done(member: Member, year: number): Tick[]
  /** Notes the ticks with the message that reported them; ticks that stand already are left as they are. */
  note(what: { member: Member; ticks: Tick[]; message: string; by: string; at: Instant }): Promise<void>
}

/** The book over the registers 党员 and 政治生日. */
export function birthdayBook(registers: Registers): BirthdayBook {
  function record(member: Member, year: number) {
    return registers
      .records('birthdays')
      .find(
        ({ values }) =>
          values.name === member.name && values.branch === member.branch && values.year === year,
      )
  }

  function done(member: Member, year: number): Tick[] {
    const found = record(member, year)
    return found ? TICKS.filter((tick) => textIn(found, tick) !== '') : []
  }

  return {
    members: () =>
      registers.records('members').map((one) => ({
        name: textIn(one, 'name'),
        branch: textIn(one, 'branch'),
        joined: textIn(one, 'joined'),
        wishesGroup: one.values.wishes === true,
      })),
    done,
    async note({ member, ticks, message, by, at }) {
      const year = Number(at.slice(0, 4))
      const fresh = ticks.filter((tick) => !done(member, year).includes(tick))
      if (fresh.length === 0) return
      const dates = Object.fromEntries(fresh.map((tick) => [tick, dayOf(at)]))
      const values = { name: member.name, branch: member.branch, year, ...dates }
      await registers.change('birthdays', [{ on: dayOf(at), values, source: { messages: [message] } }], {
        by,
        at,
      })
    },
  }
}
