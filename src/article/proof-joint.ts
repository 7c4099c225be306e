import { type Bench, found, type Unplaced } from './bench.ts'
import { belongs, mentionsIn } from './names.ts'
import type { Scoped } from './scope.ts'

/** 红柳沟村和新渠村联合举办, where nothing that the rows tell was done by these two. */
export function wrongPartners({ sentence, clusters }: Scoped, bench: Bench): Unplaced[] {
  return clusters.flatMap(({ mentions }): Unplaced[] => {
    const [first, last] = [mentions[0], mentions.at(-1)]
    const names = [...new Set(mentions.map(({ name }) => name))]
    if (!first || !last || names.length < 2) return []
    const after = sentence.text.slice(last.span[1])
    if (!/^(?:党支部|村委会|两村)?(?:联合|携手|共同)/.test(after)) return []
    const isOne = bench.sources.some((source) =>
      names.every(
        (name) =>
          belongs(source, name, bench.gazetteer) ||
          mentionsIn(source.text, bench.gazetteer).some((one) => one.name === name),
      ),
    )
    if (isOne) return []
    const source = bench.sources.find((one) => names.some((name) => belongs(one, name, bench.gazetteer)))
    const say = `“${names.join('、')}”联合开展的活动在所依据的台账里找不到，请核对是不是写错了村或单位。`
    return [found('village', sentence, [first.span[0], last.span[1]], source, say)]
  })
}
