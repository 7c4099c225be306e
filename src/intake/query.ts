import { type Day, dayOf, plusDays, weekdayOf } from '../clock.ts'
import { counts, type Row, STATE_WORDS, villagesOf } from '../ledger/row.ts'
import { CATEGORIES, type Category } from '../reading/category.ts'
import { categoryIn } from './changes.ts'
import { keyOf } from './correct.ts'
import type { Heard, IntakeRoom, Step } from './heard.ts'
import { numbersIn, withoutNumbers } from './number.ts'
import { villageIn } from './villages.ts'
import { isOffice, officeNames, whoseIs } from './whose.ts'
import * as say from './wording.ts'
import * as answers from './wording-query.ts'

const HOW_MUCH =
  /几次|几场|几回|几条|几项|几个活动|多少(次|场|回|人次|人|条)|哪些活动|哪几(次|场|项)|做了几|搞了几|开了几|报了几|报了?(哪些|什么|啥)|[搞做]了(哪些|什么|啥)|(合|共)计?多少|报[了过]没|报没报/
const SHOW =
  /^(请|帮忙|帮我|查|看|查询|查看|看看|看一下|查一下|台账|编号|那条|这条|一下|是|的|[:,，\s])*(是啥|啥|是什么|什么|是哪条|哪条|哪个|内容|情况|怎么样|收到|记上|入账|入台账|在不在|有没有|没有|没|了|呢|吗|么|[?？。])*$/
/** “我报的那条收到没有” */
const MINE =
  /^(我们?村?|俺们?村?|咱们?村?)?(刚才?|刚刚|今天|今早|上午|下午|昨天|前天)*(我们?|俺)?(们村)?(刚才?|刚刚|今天|上午|下午|昨天|前天)*(报|发|上报|交)(上去|过去)?的?(那|这)?(个|条|些|份)?(活动|材料|信息|情况|内容)?[,，\s]*(你|小助手|台账)?(都|里)?(收到|收着|看到|记上|记下|登上|登记|入账|入台账|进台账|录上|有)(了|上)?(没有?|吗|么|不|没)?(了|呢|啊)?[?？。]*$/
/** Of all kinds. */
const ANY = /报了|报过|报的|上报|活动|参加/
/** “查台账”: this month's, of all kinds. */
const BOOK = /^(请|帮忙?|帮?我)*(查|看|查看|查询|翻)(一下|看|下)?(我们村|本村)?的?台账[。?？]*$/
const LONGEST = 40
/** Rows that an answer in the group lists; more stand at the desk. */
const LISTED = 6
/** Days back, and rows, of “我报的那条收到没有”. */
const MINE_DAYS = 3
const MINE_LISTED = 3

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
      return row
        ? answers.shownLine(row, STATE_WORDS[row.state], message.at)
        : say.notFoundLine('更正', [], number)
    })
    await room.voice.reply(message, keyOf(message), lines.join('；'))
    return true
  }

  /** The rows that the speaker reported last, of one day: whether they arrived and how they stand. */
  async function mine({ message, person, plain }: Heard): Promise<boolean> {
    if (!MINE.test(plain)) return false
    const since = plusDays(dayOf(message.at), -MINE_DAYS)
    const own = ledger.rows().filter((row) => row.by === person.name && dayOf(row.at) >= since)
    const last = own.at(-1)
    const rows = own.filter((row) => last && dayOf(row.at) === dayOf(last.at)).slice(-MINE_LISTED)
    const lines = rows.map((row) => answers.shownLine(row, STATE_WORDS[row.state], message.at))
    await room.voice.reply(message, keyOf(message), lines.join('；') || answers.nothingOfYoursLine())
    return true
  }

  function rowsOf(villages: string[], category: Category | undefined, period: Period): Row[] {
    return ledger
      .rows()
      .filter(
        (row) =>
          counts(row) &&
          (category === undefined || row.category === category) &&
          villagesOf(row).some((village) => villages.includes(village)),
      )
      .filter(
        (row) =>
          row.date !== null && row.date.slice(0, 10) >= period.from && row.date.slice(0, 10) <= period.to,
      )
      .sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1))
  }

  /** Asks how often or how many: with no figure of its own, whatever the reader takes it for. */
  function isHowMuch({ plain, reading }: Heard): boolean {
    if (BOOK.test(plain)) return true
    if (!HOW_MUCH.test(plain) || plain.length > LONGEST) return false
    return reading.intent === 'query' || (!reading.participants && !reading.personTimes)
  }

  /** Whose rows are asked for: one village, each of the speaker's, or the whole township's. */
  function villagesAsked({ plain, person, reading }: Heard): string[][] {
    const all = room.town.villages.map(({ name }) => name)
    if (/全镇|全乡|各村/.test(plain)) return [all]
    const named = villageIn(plain, room) ?? whoseIs(reading, person, room.town).village
    if (named) return [[named]]
    return isOffice(person) && person.villages.length === 0 ? [all] : person.villages.map((one) => [one])
  }

  function answer(villages: string[], { plain, reading, message }: Heard): string {
    const category = BOOK.test(plain) ? undefined : (categoryIn(plain) ?? reading.category?.value)
    const period = periodIn(BOOK.test(plain) ? '本月' : plain, dayOf(message.at))
    const [only, second] = villages
    const asked = {
      village: second === undefined ? (only ?? '') : '全镇各村',
      kind: category ? CATEGORIES[category] : '活动',
      period: period.word,
      summed: summedIn(plain),
    }
    return answers.countedLine(asked, rowsOf(villages, category, period), LISTED, message.at)
  }

  return {
    async take(heard) {
      const { message, person, plain, reading } = heard
      if ((await show(heard)) || (await mine(heard))) return true
      const category = categoryIn(plain) ?? reading.category?.value
      if (!isHowMuch(heard) || !(category || ANY.test(plain) || BOOK.test(plain))) return false
      const asked = villagesAsked(heard)
      if (asked.length === 0) return false
      const own = asked.flat().every((village) => person.villages.includes(village))
      const line =
        own || isOffice(person)
          ? asked.map((villages) => answer(villages, heard)).join('；')
          : answers.ownVillageOnlyLine(officeNames(room.town))
      await room.voice.reply(message, keyOf(message), line)
      return true
    },
  }
}

/** What is to be added up, if anything. */
function summedIn(plain: string): 'participants' | 'personTimes' | undefined {
  if (/多少人次|人次.{0,4}多少/.test(plain)) return 'personTimes'
  return /多少人|人数/.test(plain) ? 'participants' : undefined
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
  const monday = plusDays(today, 1 - weekdayOf(today))
  if (/上周/.test(plain)) return { word: '上周', from: plusDays(monday, -7), to: plusDays(monday, -1) }
  if (/本周|这周/.test(plain)) return { word: '本周', from: monday, to: plusDays(monday, 6) }
  if (/上半年/.test(plain)) return within('上半年', year, 1, 6)
  if (/下半年/.test(plain)) return within('下半年', year, 7, 12)
  if (/上个?季度/.test(plain)) {
    const first = month - ((month - 1) % 3) - 3
    return first < 1 ? within('上季度', year - 1, 10, 12) : within('上季度', year, first, first + 2)
  }
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
