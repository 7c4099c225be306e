import { type Bench, found, type Unplaced } from './bench.ts'
import { figuresIn } from './figure.ts'
import { belongs, type Mention } from './names.ts'
import type { Scoped } from './scope.ts'
import type { Source } from './source.ts'
import { figureIs, topicAt } from './stands.ts'

/** 张湾村、上滩村分别开展甲、乙: the first did the first, the second the second; figures likewise. */
export function wrongPairs(scoped: Scoped, bench: Bench): Unplaced[] {
  const { sentence, mentions, taken } = scoped
  const at = sentence.text.indexOf('分别')
  const names = mentions.filter(({ span }) => span[1] <= at)
  if (at < 0 || names.length < 2 || mentions.length > names.length || !isList(names, sentence.text)) return []
  const topics = topicsAfter(at, sentence.text, bench.sources)
  const byTopic = topics.length === names.length ? topics.map(({ rows }) => rows) : []
  const people = figuresIn(sentence.text, taken).filter(({ span, unit }) => span[0] > at && unit === 'people')
  const byFigure =
    people.length === names.length
      ? people.map((one) => bench.sources.filter(({ facts }) => facts.some((fact) => figureIs(one, fact))))
      : []
  return [byTopic, byFigure].flatMap((pairs) =>
    pairs.flatMap((rows, index): Unplaced[] => {
      const mention = names[index]
      if (!mention || rows.length === 0 || rows.some((row) => belongs(row, mention.name, bench.gazetteer)))
        return []
      const say = `“分别”前后对不上：第 ${index + 1} 个是“${mention.name}”，后面第 ${index + 1} 项却不是它的，请核对次序。`
      return [found('village', sentence, mention.span, rows[0], say)]
    }),
  )
}

function isList(names: Mention[], text: string): boolean {
  return names.every((after, index) => {
    const before = names[index - 1]
    return !before || /^(?:党支部)?[、和与及]$/.test(text.slice(before.span[1], after.span[0]))
  })
}

/** Topics of the rows in the order in which the text names them. */
function topicsAfter(from: number, text: string, sources: Source[]): { at: number; rows: Source[] }[] {
  const places = new Map<number, Source[]>()
  for (const source of sources) {
    const { topic } = source.row
    const at = topic && topic.length >= 4 ? topicAt(text, topic, from) : -1
    if (at >= 0) places.set(at, [...(places.get(at) ?? []), source])
  }
  return [...places].map(([at, rows]) => ({ at, rows })).sort((a, b) => a.at - b.at)
}
