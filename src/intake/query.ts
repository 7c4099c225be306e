import { type Day, dayOf } from '../clock.ts'
import { counts, type Row, STATE_WORDS } from '../ledger/row.ts'
import { CATEGORIES, type Category } from '../reading/category.ts'
import { categoryIn, villageIn } from './changes.ts'
import { keyOf } from './correct.ts'
import type { Heard, IntakeRoom, Step } from './heard.ts'
import { numbersIn, withoutNumbers } from './number.ts'
import { isOffice, whoseIs } from './whose.ts'
import * as say from './wording.ts'

const HOW_MUCH = /几次|几场|几回|多少(次|场|回|人次|人)|做了几|搞了几|开了几|报了几/
const SHOW =
  /^(查|看|查询|查看|看看|看一下|查一下|台账|编号)*[:,，\s]*(是什么|是哪条|内容|情况|呢|吗|[?？。])*$/
/** Rows that an answer in the group lists; more stand at the desk. */
const LISTED = 6

interface Period {
  word: string
  from: Day
  to: Day
}

/** 问台账: a number shows its row; “我们村今年主题党日几次了” is counted from the rows, for one's own village. */
export function openQueries(room: IntakeRoom): Step {
  const { ledger } = room

  /** A number and nothing else of substance. */
  async function show({ message, plain }: Heard): Promise<boolean> {
    const numbers = numbersIn(plain)
    if (numbers.length === 0 || numbers.length > 3 || !SHOW.test(withoutNumbers(plain).trim())) return false
    const lines = numbers.map((number) => {
      const row = ledger.find(number)
      return row ? say.shownLine(row, STATE_WORDS[row.state], message.at) : say.notFoundLine('更正', number)
    })
    await room.voice.reply(message, keyOf(message), lines.join('；'))
    return true
  }

  function rowsOf(villages: string[], category: Category, period: Period): Row[] {
    return ledger
      .rows()
      .filter(
        (row) =>
          counts(row) && row.category === category && row.village !== null && villages.includes(row.village),
      )
      .filter(
        (row) =>
          row.date !== null && row.date.slice(0, 10) >= period.from && row.date.slice(0, 10) <= period.to,
      )
      .sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1))
  }

  return {
    async take(heard) {
      const { message, person, plain, reading } = heard
      if (await show(heard)) return true
      const category = reading.category?.value ?? categoryIn(plain)
      if (reading.intent !== 'query' || !HOW_MUCH.test(plain) || !category) return false
      const named = villageIn(plain, room) ?? whoseIs(reading, person, room.town).village
      const villages = named ? [named] : person.villages
      const own = villages.every((village) => person.villages.includes(village))
      if (villages.length === 0) return false
      if (!own && !isOffice(person)) {
        await room.voice.reply(message, keyOf(message), say.ownVillageOnlyLine())
        return true
      }
      const period = periodIn(plain, dayOf(message.at))
      const rows = rowsOf(villages, category, period)
      const summed = /多少人次/.test(plain)
        ? 'personTimes'
        : /多少人/.test(plain)
          ? 'participants'
          : undefined
      const line = say.countedLine(
        villages.join('、'),
        CATEGORIES[category],
        period.word,
        rows,
        LISTED,
        summed,
        message.at,
      )
      await room.voice.reply(message, keyOf(message), line)
      return true
    },
  }
}

/** The time a question is about; this year when it names none. */
export function periodIn(plain: string, today: Day): Period {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  const within = (word: string, y: number, first: number, last: number): Period => ({
    word,
    from: `${y}-${two(first)}-01`,
    to: `${y}-${two(last)}-31`,
  })
  const named = /(?<!\d)(1[0-2]|[1-9])月份?/.exec(plain)
  if (/上个?月/.test(plain))
    return month === 1 ? within('上月', year - 1, 12, 12) : within('上月', year, month - 1, month - 1)
  if (/本月|这个?月/.test(plain)) return within('本月', year, month, month)
  if (/上半年/.test(plain)) return within('上半年', year, 1, 6)
  if (/下半年/.test(plain)) return within('下半年', year, 7, 12)
  const quarter = /[第]?([一二三四1-4])季度/.exec(plain)
  if (quarter) {
    const n = Number(
      (quarter[1] ?? '1').replace('一', '1').replace('二', '2').replace('三', '3').replace('四', '4'),
    )
    return within(`${quarter[1]}季度`, year, n * 3 - 2, n * 3)
  }
  if (/本季度|这个?季度/.test(plain))
    return within('本季度', year, month - ((month - 1) % 3), month - ((month - 1) % 3) + 2)
  if (named) return within(`${named[1]}月`, year, Number(named[1]), Number(named[1]))
  if (/去年/.test(plain)) return within('去年', year - 1, 1, 12)
  return within('今年', year, 1, 12)
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}
