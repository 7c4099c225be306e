import { fullDayWithWeekday, spokenDay } from '../clock.ts'
import { type Digest, type DigestLine, SECTIONS } from './record.ts'

/** The day's digest as an article for the public account; it has to pass three reviews like any other. */
export interface DigestDraft {
  title: string
  digest: string
  /** Markdown without links (the platform lets none out); no title turns into markup. */
  body: string
  /** Ledger rows that it tells of. */
  rows: string[]
  /** Words that stand in no row because they are a source's own, and whose. */
  quoted: { text: string; from: string }[]
  /** A model had a part in it. */
  ai: boolean
}

/** `township`: its name, for the title. */
export function draftOf(township: string, { day, lines }: Pick<Digest, 'day' | 'lines'>): DigestDraft {
  const blocks = SECTIONS.flatMap((section) => {
    const own = lines.filter((line) => line.section === section)
    if (own.length === 0) return []
    return [`## ${section}`, own.map((line, index) => `${index + 1}. ${lineWords(line)}`).join('\n')]
  })
  const news = lines.filter((line) => line.row === undefined)
  const names = [...new Set(news.map((line) => line.source))]
  const origin = names.length > 0 ? [`以上标题来自：${names.map(escaped).join('、')}。`] : []
  return {
    title: `${township}每日简报（${spokenDay(day)}）`,
    digest: lines[0]?.title.slice(0, LONGEST) ?? '',
    body: `${[`${fullDayWithWeekday(day)}`, ...blocks, ...origin].join('\n\n')}\n`,
    rows: lines.flatMap((line) => line.row ?? []),
    quoted: [
      ...news.map(({ title, summary = '', source, link }) => ({
        text: `${title}\n${source}\n${summary}`,
        from: `照录自${source}${link ? `：${link}` : ''}`,
      })),
      { text: `${fullDayWithWeekday(day)}${spokenDay(day)}`, from: '简报日期' },
    ],
    ai: lines.some((line) => line.summary !== undefined),
  }
}

/** Characters of the few words below an article's title. */
const LONGEST = 110

function lineWords({ title, source, row, summary }: DigestLine): string {
  if (row !== undefined) return `${escaped(title)}。`
  const words = `${escaped(title)}〔${escaped(source)}〕`
  return summary ? `${words}  \n   （AI摘要）${escaped(summary)}` : words
}

/** Only what would turn into markup: the article's page shows the words as they are written. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<]|^#|~~|&(?=#?\w+;)/g, '\\$&')
}
