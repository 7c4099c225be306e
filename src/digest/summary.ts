import { z } from 'zod'
import { sayOf } from '../fault.ts'
import { mask } from '../reading/mask.ts'
import type { Model } from '../reading/model.ts'
import type { DigestLine } from './record.ts'

const answerSchema = z.object({
  items: z.array(z.object({ number: z.number(), sentences: z.array(z.string().max(200)).max(5) })).max(60),
})

/** Shorter texts are their own summary. */
const SHORTEST = 40
/** Characters of a text that leave the house, and of a summary that may come back. */
const MOST_SENT = 1_000
const LONGEST = 90

export interface Summed {
  lines: DigestLine[]
  /** Why there are no summaries, in a sentence. */
  fault?: string
}

/**
 * Lets a model choose telling sentences from the items' own texts, masked; 时政要闻 is never among them. What comes back is untrusted:
 * a summary stays only when each sentence stands in that very text, in its order. A model that is down or lies costs nothing.
 */
export async function sumUp(
  lines: DigestLine[],
  texts: Map<string, string>,
  { model, system }: { model: Model; system: string },
): Promise<Summed> {
  const wanted = lines.flatMap((line, number) => {
    const text = line.section === '理论热点' ? textOf(line, texts) : ''
    return text.length >= SHORTEST ? [{ number, title: line.title, text }] : []
  })
  if (wanted.length === 0) return { lines }
  const veiled = mask(JSON.stringify(wanted))
  let raw: unknown
  try {
    raw = await model.complete({ system, user: veiled.text, schema: z.toJSONSchema(answerSchema) })
  } catch (thrown) {
    return { lines, fault: `模型没有答上来，这期简报没有摘要：${sayOf(thrown)}` }
  }
  const answer = answerSchema.safeParse(raw)
  if (!answer.success) return { lines, fault: '模型的回答格式不对，没有采用，这期简报没有摘要。' }
  const summaries = new Map(
    wanted.flatMap(({ number, text }) => {
      const said = answer.data.items.find((one) => one.number === number)?.sentences ?? []
      const summary = quoted(said.map(veiled.restore), text)
      return summary ? [[number, summary] as const] : []
    }),
  )
  return { lines: lines.map((line, number) => withSummary(line, summaries.get(number))) }
}

function withSummary(line: DigestLine, summary: string | undefined): DigestLine {
  return summary === undefined ? line : { ...line, summary }
}

function textOf({ keys }: DigestLine, texts: Map<string, string>): string {
  const found = keys.flatMap((key) => texts.get(key) ?? [])[0] ?? ''
  return found.slice(0, MOST_SENT)
}

/** The sentences, if each stands whole in the text, one after another; undefined when one does not. */
function quoted(sentences: string[], text: string): string | undefined {
  let from = 0
  for (const sentence of sentences) {
    const words = sentence.trim()
    const at = words === '' ? -1 : text.indexOf(words, from)
    if (at < 0 || !isWhole(text, at, at + words.length)) return undefined
    from = at + words.length
  }
  const summary = sentences.map((one) => one.trim()).join('')
  return summary !== '' && summary.length <= LONGEST ? summary : undefined
}

/** From the beginning of a sentence to its end: half a sentence can say the opposite. */
function isWhole(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start).trimEnd().at(-1)
  const last = text[end - 1] ?? ''
  return (before === undefined || ENDS.includes(before)) && ENDS.includes(last)
}

const ENDS = '。！？；!?;”'
