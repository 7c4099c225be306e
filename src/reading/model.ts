import { z } from 'zod'
import { CATEGORIES } from './category.ts'
import { findDates } from './dates.ts'
import { mask } from './mask.ts'
import { normalize } from './normal.ts'
import { scanNumerals } from './numerals.ts'
import type { Reading, ReadingContext, Span } from './reading.ts'

/** The language model: an edge of the world. Its answer is untrusted. Throws Fault `model/*`. */
export interface Model {
  name: string
  complete(ask: {
    system: string
    user: string
    schema: object
    signal?: AbortSignal
    /** Told what the answer cost, where the service says so; an answer that is thrown away costs as well. */
    spent?: (usage: Usage) => void
  }): Promise<unknown>
}

export interface Usage {
  /** Of question and answer. */
  tokens: number
  /** 元; absent: no price is set. */
  cost?: number
}

const CATEGORY_KEYS = z.enum(
  Object.keys(CATEGORIES) as [keyof typeof CATEGORIES, ...(keyof typeof CATEGORIES)[]],
)
const words = z.string().nullable()
/** Every answer is words of the message; only the category also names its kind. */
const answerSchema = z.object({
  date: words,
  organizer: words,
  location: words,
  topic: words,
  participants: words,
  category: z.object({ kind: CATEGORY_KEYS, words: z.string() }).nullable(),
})
type Open = keyof z.infer<typeof answerSchema>
/** Longer words are no field of a report. */
const LONGEST_WORDS = 200

export interface Completed {
  reading: Reading
  /** What the model said that does not stand in the message: dropped. */
  dropped: string[]
  /** Why the model could not be asked or believed at all; the reading is the rules' own. */
  failed?: string
}

/**
 * Asks the model only for what the rules left open in a report; its answer counts when its words stand in the message.
 * `system` is prompts/reading.md. A model that is slow, down or lying costs nothing but the open fields.
 */
export async function completeReading(
  text: string,
  reading: Reading,
  context: ReadingContext,
  model: Model,
  system: string,
): Promise<Completed> {
  const open = openFields(reading)
  if (open.length === 0) return { reading, dropped: [] }
  const veiled = mask(text)
  const user = JSON.stringify({ message: veiled.text, wanted: open })
  let raw: unknown
  try {
    raw = await model.complete({ system, user, schema: z.toJSONSchema(answerSchema) })
  } catch (thrown) {
    return { reading, dropped: [], failed: `模型没有答上来，只用规则识读：${String(thrown).slice(0, 120)}` }
  }
  const answer = z.record(z.string(), z.unknown()).safeParse(raw)
  if (!answer.success) return { reading, dropped: [], failed: '模型的回答格式不对，没有采用。' }
  return accept(text, reading, context, open, answer.data, veiled.restore)
}

/** Fields a report should have and the rules did not find. */
export function openFields(reading: Reading): Open[] {
  if (reading.intent !== 'report') return []
  const open: Open[] = []
  if (!reading.date) open.push('date')
  if (!reading.organizer) open.push('organizer')
  if (!reading.location) open.push('location')
  if (!reading.topic) open.push('topic')
  if (!reading.category) open.push('category')
  if (!reading.participants && !reading.personTimes) open.push('participants')
  return open
}

function accept(
  text: string,
  reading: Reading,
  context: ReadingContext,
  open: Open[],
  answer: Record<string, unknown>,
  restore: (words: string) => string,
): Completed {
  const out: Reading = { ...reading }
  const dropped: string[] = []
  for (const name of open) {
    const said = answerSchema.shape[name].safeParse(answer[name] ?? null)
    if (said.success && said.data === null) continue
    if (!said.success || said.data === null) {
      dropped.push(`${name}：格式不对`)
      continue
    }
    const { words: quoted, kind } =
      typeof said.data === 'string' ? { words: said.data, kind: undefined } : said.data
    const meant = quoted.length > LONGEST_WORDS ? '' : restore(quoted)
    const at = meant === '' ? -1 : text.indexOf(meant)
    const span: Span = [at, at + meant.length]
    if (at < 0 || !put(out, name, meant, span, context, kind)) dropped.push(`${name}：${quoted.slice(0, 60)}`)
  }
  return { reading: out, dropped }
}

/** Puts one field in place; false when the words do not bear it. Numbers and dates are read from the words by our own rules. */
function put(
  out: Reading,
  name: Open,
  quoted: string,
  span: Span,
  context: ReadingContext,
  kind: keyof typeof CATEGORIES | undefined,
): boolean {
  const by = { span, by: 'model', confidence: 0.6 }
  if (name === 'date') {
    const day = findDates(normalize(quoted), context.sentAt).events[0]
    if (day) out.date = { value: day.value, ...by }
    return day !== undefined
  }
  if (name === 'participants') {
    const [number, more] = scanNumerals(normalize(quoted))
    const sound =
      number?.kind === 'cardinal' && !more && number.upTo === undefined && Number.isInteger(number.value)
    if (sound)
      out.participants = { value: number.value, ...by, ...(number.approx ? { approx: true as const } : {}) }
    return sound
  }
  if (name === 'category') {
    if (kind) out.category = { value: kind, ...by }
    return kind !== undefined
  }
  out[name] = { value: quoted, ...by }
  return true
}
