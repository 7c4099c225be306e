import { z } from 'zod'
import { Fault, sayOf } from '../fault.ts'
import { mask } from '../reading/mask.ts'
import type { Model, Usage } from '../reading/model.ts'
import type { Draft } from './draft.ts'
import type { ProofTown } from './names.ts'
import { proofArticle } from './proof.ts'
import type { SourceRow } from './source.ts'
import { type Words, wordsOfRow } from './wording.ts'

const sentence = z.object({ text: z.string().max(400), rows: z.array(z.string()).max(40) })
const answerSchema = z.object({
  title: sentence,
  digest: sentence,
  paragraphs: z
    .array(z.object({ heading: sentence.nullable(), sentences: z.array(sentence).max(20) }))
    .max(30),
})
type Sentence = z.infer<typeof sentence>

export interface Composed {
  draft: Draft
  /** A model had a part in the words. */
  ai: boolean
  /** What became of the model's words, in a sentence for the record. */
  say: string
  /** What was asked cost this, whether it was of use or not. */
  usage?: Usage
}

/**
 * Lets a model write from the same facts, masked. What comes back is untrusted: a sentence stays only when it names
 * rows of this article, is plain text, passes the figure gate against those rows alone, and uses no word that neither
 * they nor plain office Chinese have. Without one good sentence the template's draft stands.
 */
export async function compose(
  draft: Draft,
  rows: SourceRow[],
  { model, system, town, signal, step }: ComposeTools,
): Promise<Composed> {
  const veiled = mask(JSON.stringify({ 台账: rows.map((row) => factsOf(row, town.name)) }))
  let usage: Usage | undefined
  const spent = (one: Usage) => {
    usage = one
  }
  const composed = (one: Composed): Composed =>
    usage ? { ...one, usage, say: `${one.say}${spokenUsage(usage)}` } : one
  let raw: unknown
  try {
    const schema = z.toJSONSchema(answerSchema)
    step?.('asking')
    const ask = model.complete({ system, user: veiled.text, schema, spent, ...(signal ? { signal } : {}) })
    raw = await (signal ? Promise.race([ask, stopped(signal)]) : ask)
  } catch (thrown) {
    return composed({ draft, ai: false, say: `模型没有答上来，已按模板起草：${sayOf(thrown)}` })
  }
  step?.('checking')
  const answer = answerSchema.safeParse(raw)
  if (!answer.success) {
    return composed({ draft, ai: false, say: '模型的回答格式不对，没有采用，已按模板起草。' })
  }
  return composed(accept(draft, answer.data, rows, town))
}

interface ComposeTools {
  model: Model
  system: string
  town: ProofTown
  signal?: AbortSignal
  step?: (step: 'asking' | 'checking') => void
}

/** A model that does not heed the signal is not waited for either. */
function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new Fault('model/stopped', '已按要求停下。'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

function spokenUsage({ tokens, cost }: Usage): string {
  return `用了 ${tokens} 个词元${cost === undefined ? '' : `，约 ${cost.toFixed(cost < 0.1 ? 4 : 2)} 元`}。`
}

function factsOf(row: SourceRow, town: string): Words & { 原话: string } {
  return { ...wordsOfRow(row, town), 原话: row.words.join('\n').slice(0, 2000) }
}

function accept(
  draft: Draft,
  answer: z.infer<typeof answerSchema>,
  rows: SourceRow[],
  town: ProofTown,
): Composed {
  let dropped = 0
  const sound = (one: Sentence): boolean => {
    const good = isSound(one, rows, town)
    if (!good) dropped += 1
    return good
  }
  const paragraphs = answer.paragraphs.flatMap(({ heading, sentences }) => {
    const kept = sentences.filter(sound)
    if (kept.length === 0) return []
    return [{ heading: heading && sound(heading) ? heading : null, kept }]
  })
  if (paragraphs.length === 0) {
    return { draft, ai: false, say: `模型写的 ${dropped} 句都没有依据，没有采用，已按模板起草。` }
  }
  const title = sound(answer.title) && answer.title.text.length <= 32 ? answer.title : undefined
  const digest = sound(answer.digest) && answer.digest.text.length <= 120 ? answer.digest : undefined
  const say = dropped > 0 ? `由模型起草，其中 ${dropped} 句没有依据，已删去。` : '由模型起草，每句都有依据。'
  return { draft: rewritten(draft, { title, digest, paragraphs }), ai: true, say }
}

interface Accepted {
  title: Sentence | undefined
  digest: Sentence | undefined
  paragraphs: { heading: Sentence | null; kept: Sentence[] }[]
}

/** The template's draft in the model's words; where a title or digest was not accepted, the template's stands. */
function rewritten(draft: Draft, { title, digest, paragraphs }: Accepted): Draft {
  const used = paragraphs.flatMap(({ heading, kept }) => [...(heading ? [heading] : []), ...kept])
  const all = [...(title ? [title] : []), ...(digest ? [digest] : []), ...used]
  const blocks = paragraphs.map(({ heading, kept }) => {
    const words = kept.map(({ text }) => text).join('')
    return heading ? `## ${heading.text}\n\n${words}` : words
  })
  return {
    ...draft,
    ...(title ? { title: title.text } : {}),
    ...(digest ? { digest: digest.text } : {}),
    body: blocks.join('\n\n'),
    backing: [...draft.backing, ...all.map(({ text, rows }) => ({ text, rows }))],
  }
}

const PLAIN_TEXT = /^[一-龥\dA-Za-z，。、；：！？“”‘’《》（）〔〕·.%+=\-—…～\s]+$/

function isSound({ text, rows: named }: Sentence, rows: SourceRow[], town: ProofTown): boolean {
  const behind = rows.filter((row) => named.includes(row.number))
  if (named.length === 0 || behind.length !== new Set(named).size) return false
  if (!PLAIN_TEXT.test(text) || /https?|[\n\r]|```/.test(text)) return false
  const alone = {
    title: '',
    author: '',
    digest: '',
    body: text,
    pictures: [],
    backing: [{ text, rows: named }],
  }
  if (proofArticle(alone, behind, town).length > 0) return false
  return foreignWords(text, behind, town).length === 0
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Plain words in which an office tells what was done: none of them praises, promises or counts. */
const OFFICE =
  '开展 组织 参加 参与 举办 举行 召开 进行 活动 活动中 现场 期间 当天 上午 下午 晚上 近日 日前 党员 群众 村民 干部 志愿者 村民们 大家 我镇 我村 全镇 各村 分别 先后 共有 共计 其中 同时 以及 主题 内容 围绕 通过 工作 情况 如下 单位 来自 前往 走进 来到 地点 时间 本次 此次 这次 名为 一起 开始 结束 完成 镇里 村里 村级 乡镇 党支部 支部 党委 人员 有关 相关 方式 形式 形成 其他 另外 此外 发放 清理 走访 慰问 宣讲 学习 培训 演出 志愿 服务 志愿服务 文明 实践 理论 会议 讲解 介绍'.split(
    ' ',
  )

/** Words of two characters and more that stand neither in the rows nor in plain office Chinese. */
function foreignWords(text: string, rows: SourceRow[], town: ProofTown): string[] {
  const known = [
    town.name,
    ...OFFICE,
    ...rows.flatMap((row) => [...Object.values(wordsOfRow(row, town.name)), ...row.words]),
  ].join(' ')
  return [...segmenter.segment(text)].flatMap(({ segment, isWordLike }) => {
    if (!isWordLike || segment.length < 2 || /^[\d.]+$/.test(segment)) return []
    return known.includes(segment) ? [] : [segment]
  })
}
