import { z } from 'zod'
import { proofArticle } from '../article/proof.ts'
import type { Instant } from '../clock.ts'
import { Fault, sayOf } from '../fault.ts'
import { mask } from '../reading/mask.ts'
import type { Model } from '../reading/model.ts'
import { sectionsOf } from '../sections.ts'
import type { Shelf } from '../shelf.ts'
import type { Town } from '../town.ts'
import { type Line, markdownOf, type Report, textOf } from './report.ts'

/** 衔接语: one connecting sentence at the head of a chapter, proposed by a model; it stands only when a person takes it. */
export const proseSchema = z.object({
  /** `2023/<chapter>`: the period leads; a chapter has one. */
  id: z.string(),
  chapter: z.string(),
  text: z.string(),
  model: z.string(),
  state: z.enum(['proposed', 'accepted', 'dropped']),
  by: z.string(),
  at: z.string(),
})
export type Prose = z.infer<typeof proseSchema>

/** What a person at the desk may do with the sentences. */
export interface ProseDesk {
  /** Whether a model can be asked. */
  asks: boolean
  /** Asks the model. Faults `annual/no-chapter`, `annual/no-answer`, `annual/unfounded` (what it said stands nowhere). */
  propose(report: Report, chapter: string, who: { by: string; at: Instant }): Promise<Prose>
  /** Takes or drops a proposal. Fault `annual/no-prose`. */
  decide(id: string, what: { take: boolean; by: string; at: Instant }): Promise<void>
  list(period: string): Promise<Prose[]>
}

export interface ProseNeeds {
  proses: Shelf<Prose>
  /** Absent: nothing is proposed; what was taken before stays. */
  model?: Model
  /** The text of prompts/annual/prose.md; the words under its heading are all a sentence may add. */
  system: string
  town: Pick<Town, 'name' | 'villages' | 'bodies' | 'people'>
}

const answerSchema = z.object({ sentence: z.string().min(4).max(120) })

/** Over its shelf. Without a model nothing is proposed. */
export function openProse({ proses, model, system, town }: ProseNeeds): ProseDesk {
  const words = sectionsOf(system).get('可用的词') ?? ''

  async function ask(text: string): Promise<string> {
    if (!model) throw new Fault('annual/no-model', '还没有配置模型，不能请它写。')
    const schema = z.toJSONSchema(answerSchema)
    const answer = await model.complete({ system, user: mask(text).text, schema }).catch((cause: unknown) => {
      throw new Fault('annual/no-answer', `模型没有答上来：${sayOf(cause)}`, { cause })
    })
    const read = answerSchema.safeParse(answer)
    if (read.success) return read.data.sentence.trim()
    throw new Fault('annual/no-answer', '模型的回答格式不对，没有采用。可以再请它写一次。')
  }

  return {
    asks: model !== undefined,
    async propose(report, chapter, { by, at }) {
      const said = chaptersOf(report).get(chapter)
      if (!said) throw new Fault('annual/no-chapter', '报告里没有这一章，请刷新页面。')
      const text = await ask(said)
      const wrong = unfounded(text, `${said}${words}`, town)
      if (wrong) throw new Fault('annual/unfounded', `模型写的“${text.slice(0, 60)}”没有采用：${wrong}`)
      const prose: Prose = {
        ...{ id: `${report.period.key}/${chapter}`, chapter, text },
        ...{ model: model?.name ?? '', state: 'proposed', by, at },
      }
      await proses.put(prose)
      return prose
    },
    async decide(id, { take, by, at }) {
      const prose = await proses.get(id)
      if (!prose) throw new Fault('annual/no-prose', '没有这句话，可能已经处理过，请刷新页面。')
      await proses.put({ ...prose, state: take ? 'accepted' : 'dropped', by, at })
    },
    list: (period) => proses.list(period),
  }
}

/** The chapters (headings of the first level) with all that stands under them. */
export function chaptersOf({ lines }: Report): Map<string, string> {
  const chapters = new Map<string, string>()
  let here = ''
  for (const line of lines) {
    if (line.level === 0) continue
    if (line.level === 1) here = textOf(line)
    chapters.set(here, `${chapters.get(here) ?? ''}${textOf(line)}\n`)
  }
  chapters.delete('')
  return chapters
}

/** The report with the sentences that a person took, each marked, under the heading of its chapter. */
export function withProse(report: Report, proses: Prose[]): Report {
  const taken = new Map(
    proses.filter((one) => one.state === 'accepted').map((one) => [one.chapter, one.text]),
  )
  if (taken.size === 0) return report
  const lines = report.lines.flatMap((line): Line[] => {
    const text = line.level === 1 ? taken.get(textOf(line)) : undefined
    return text ? [line, { level: 'text', parts: [{ text: `${text}（AI辅助生成）` }] }] : [line]
  })
  return { ...report, lines, markdown: markdownOf(lines) }
}

const PLAIN = /^[一-龥，。、；：“”]+$/
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * What stands in the way of a sentence, in words. The gate of articles is asked with no row behind it, so that no number,
 * date, place or name passes; and no word but those of the chapter and of the office's list.
 */
function unfounded(text: string, known: string, town: ProseNeeds['town']): string | undefined {
  if (!PLAIN.test(text)) return '只能写汉字和中文标点，数字由口径来写。'
  const alone = { title: '', author: '', digest: '', body: text, pictures: [], backing: [] }
  const [finding] = proofArticle(alone, [], town)
  if (finding) return `“${finding.text}”没有依据。`
  const village = town.villages.find(({ name }) => text.includes(name))
  if (village) return `衔接的话里不写村名“${village.name}”。`
  const foreign = [...segmenter.segment(text)].find(
    ({ segment, isWordLike }) => isWordLike && segment.length > 1 && !known.includes(segment),
  )
  return foreign && `“${foreign.segment}”这一章里没有，也不在可用的词里。`
}
