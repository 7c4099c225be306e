import { at, type Instant, instantOf, millisOf } from '../clock.ts'
import { Fault } from '../fault.ts'

/** A scene: a chat transcript that office staff can read and correct (design.md, `zhenxun play`). One step a line. */
export type Step = { line: number; source: string } & (
  | { kind: 'group'; group: string; at?: Instant }
  | { kind: 'say'; person: string; private: boolean; text: string; pictures: string[]; quotes?: string }
  | { kind: 'recall'; person: string; said: string }
  | { kind: 'clock'; minutes: number }
  | { kind: 'expect'; text: string }
  | { kind: 'silence' }
  | { kind: 'power'; on: boolean }
  | { kind: 'row'; number: string; words: string[] }
  | { kind: 'comment' }
)

const MINUTES: Record<string, number> = { 分钟: 1, 小时: 60, 天: 1440 }

/** The steps of a scene. `bot` is the bot's name. Throws Fault `scene/line` that names the line it cannot read. */
export function parseScene(text: string, bot: string): Step[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((source, index) => parseLine(source.trimEnd(), index + 1, bot))
}

function parseLine(source: string, line: number, bot: string): Step {
  const here = { line, source }
  const text = source.trim()
  if (text === '' || text.startsWith('#')) return { ...here, kind: 'comment' }
  const step =
    groupStep(text, here) ??
    clockStep(text, here) ??
    rowStep(text, here) ??
    botStep(text, here, bot) ??
    recallStep(text, here) ??
    sayStep(text, here)
  if (step) return step
  throw new Fault(
    'scene/line',
    `剧本第 ${line} 行看不懂：“${text.slice(0, 40)}”。写法：群 群名 日期 时间；姓名：话；${bot}：应说的话；+3分钟；台账 编号 内容；${bot} 沉默；${bot} 停机；${bot} 开机。`,
  )
}

type Here = { line: number; source: string }

function groupStep(text: string, here: Here): Step | undefined {
  const found = /^群\s+(\S+)(?:\s+(\d{4}-\d{2}-\d{2})\s+(\d{1,2}:\d{2}))?$/.exec(text)
  if (!found) return undefined
  const [, group = '', day, time] = found
  return { ...here, kind: 'group', group, ...(day && time ? { at: at(day, time.padStart(5, '0')) } : {}) }
}

function clockStep(text: string, here: Here): Step | undefined {
  const found = /^\+\s*(\d+)\s*(分钟|小时|天)$/.exec(text)
  if (!found) return undefined
  return { ...here, kind: 'clock', minutes: Number(found[1]) * (MINUTES[found[2] ?? ''] ?? 1) }
}

function rowStep(text: string, here: Here): Step | undefined {
  const found = /^台账\s+(\d{4}-\d{4,})\s*(.*)$/.exec(text)
  if (!found) return undefined
  return {
    ...here,
    kind: 'row',
    number: found[1] ?? '',
    words: (found[2] ?? '').split(/\s+/).filter(Boolean),
  }
}

function botStep(text: string, here: Here, bot: string): Step | undefined {
  if (!text.startsWith(bot)) return undefined
  const rest = text.slice(bot.length).trim()
  if (rest === '停机' || rest === '开机') return { ...here, kind: 'power', on: rest === '开机' }
  if (rest === '沉默') return { ...here, kind: 'silence' }
  const found = /^(?:私聊\s*)?[：:]([\s\S]*)$/.exec(rest)
  return found ? { ...here, kind: 'expect', text: (found[1] ?? '').trim() } : undefined
}

function recallStep(text: string, here: Here): Step | undefined {
  const found = /^(\S+)\s*撤回\s*「([^」]*)」$/.exec(text)
  return found ? { ...here, kind: 'recall', person: found[1] ?? '', said: found[2] ?? '' } : undefined
}

function sayStep(text: string, here: Here): Step | undefined {
  const found = /^([^\s：:「]{1,20})(?:\s+(私聊))?(?:\s*引用\s*「([^」]*)」)?\s*[：:]([\s\S]*)$/.exec(text)
  if (!found) return undefined
  const [, person = '', alone, quotes, words = ''] = found
  const pictures = [...words.matchAll(/\[图片\s+([^\]\s]+)\]/g)].map((one) => one[1] ?? '')
  return {
    ...here,
    kind: 'say',
    person,
    private: alone !== undefined,
    text: words
      .replace(/\[图片\s+[^\]\s]+\]/g, '')
      .trim()
      .replaceAll('\\n', '\n'),
    pictures,
    ...(quotes === undefined ? {} : { quotes }),
  }
}

/** `…` stands for any words; everything else must stand there letter by letter. */
export function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('…')
  const [first = '', ...rest] = parts
  if (rest.length === 0) return text === first
  const last = rest.pop() ?? ''
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const part of rest) {
    const found = text.indexOf(part, from)
    if (found < 0) return false
    from = found + part.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}

/** Every whole minute after `from` up to `to`, and `to` itself: how a hand-held clock passes time. */
export function minutesBetween(from: Instant, to: Instant): Instant[] {
  const minutes: Instant[] = []
  for (
    let next = Math.floor(millisOf(from) / 60_000) * 60_000 + 60_000;
    next < millisOf(to);
    next += 60_000
  ) {
    minutes.push(instantOf(next))
  }
  return to > from ? [...minutes, to] : minutes
}
