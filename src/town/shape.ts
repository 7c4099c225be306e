import type { Category } from '../reading/category.ts'

/** 本镇: what the town file says, once checked. */
export interface Town {
  name: string
  /** The bot's name in the groups, e.g. 小助手. */
  bot: string
  villages: Village[]
  /** Other bodies that organise things: 镇党委, 镇党校 … */
  bodies: Village[]
  groups: Group[]
  people: Person[]
  timetable: TimetableLine[]
  sources: Source[]
  study: StudySession[]
  review: { first: string[]; second: string[]; final: string[] }
  intake: {
    /** Minutes without a further line after which a burst is over. */
    quietMinutes: number
    /** Hours after which an open question expires quietly. */
    questionHours: number
    /** Fields a row cannot do without. */
    required: RequiredField[]
    /** each: a receipt for every report; hourly: one line an hour for all of a group's. */
    receipts: 'each' | 'hourly'
    /** Whether villages that owe a report are reminded (a plain list, never a ranking). */
    chasing: boolean
  }
  /** The day's digest waits in the office group or at the desk until an editor lets it go. */
  approveDigest: boolean
  /** The digest comes with a picture of itself, for small screens. */
  digestCard: boolean
  /** A model may sum up items of the digest in words of their own text; never 时政要闻. */
  digestSummaries: boolean
  /** /rss.xml, the list of published articles, may be read without signing in. */
  publicFeed: boolean
  /** Lines a day the bot says to one person and in one group; receipts and answers count, the digest does not. */
  caps: { person: number; group: number }
  /** Seconds between two lines: at least so many, and up to so many more by chance. Absent: the channel's usual. */
  pace?: { least: number; spread: number }
  /** No unasked words between these times, `HH:mm`. */
  quietHours: { from: string; to: string }
  /** Days off and make-up workdays that the office entered itself (放假通知), by `YYYY-MM-DD`. */
  officeDays: Record<string, { work: boolean; name: string }>
}

export type RequiredField = 'date' | 'category' | 'participants' | 'village' | 'location'

/** A village or a body; `name` is the one spelling used everywhere else. */
export interface Village {
  name: string
  aliases: string[]
  /** Party branches, when the village has more than one. */
  branches: string[]
}

export interface Group {
  name: string
  /** The group's topic in WeChat, when it differs from the name. */
  topic: string
  /** reports: the bot reads it and answers there; notices: digests and reminders go there; office: operators and approvals. */
  purposes: ('reports' | 'notices' | 'office')[]
}

/** liaison 联络员 · secretary 村支书 · editor 编辑/初审 · second 复审 · final 终审 · leader 党委书记 · admin 办公室管理员 */
export type Role = 'liaison' | 'secretary' | 'editor' | 'second' | 'final' | 'leader' | 'admin'

export interface Person {
  name: string
  /** WeChat contact ids and other names under which the channel knows the person. */
  aliases: string[]
  roles: Role[]
  /** 职务 as it is written before the name: 党委副书记、镇长. */
  post?: string
  villages: string[]
  /** Sign-in secret for the desk; absent: cannot sign in. In the demo printed at start. */
  password?: string
}

export interface TimetableLine {
  /** Which notice: a key of the job table in app.ts (`digest`, `study` …). */
  kind: string
  /** As a clerk writes it: `每个工作日 8:00`, `每天 8:00`, `每周一 8:30`, `每月5日 9:00`, or cron. */
  at: string
  /** Group names; absent: every group with the purpose `notices`. */
  groups?: string[]
}

export type Section = '时政要闻' | '理论热点' | '工作动态'

export interface Source {
  name: string
  url: string
  section: Section
  /** For a site that publishes no feed: its list page is read by these rules. */
  list?: ListRule
}

/** CSS selectors on a plain list page; `title`, `link`, `date` are looked for inside each `item`. */
export interface ListRule {
  item: string
  /** Absent: the link's words. */
  title?: string
  /** Absent: the first link in the item. */
  link?: string
  /** Absent: a date is looked for among the item's words. */
  date?: string
}

export interface StudySession {
  id: string
  title: string
  /** `YYYY-MM-DD` and `HH:mm`. */
  day: string
  time: string
  place: string
  groups: string[]
  /** Minutes before the start at which the reminder goes out. */
  remindBefore: number
  category: Category
  /** Where the material is to be read. */
  link?: string
  /** 补学: the session whose absent people it is for. Never in the town file; set at the desk. */
  makeUpOf?: string
}
