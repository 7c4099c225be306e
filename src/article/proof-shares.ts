import { type Bench, found, type Unplaced } from './bench.ts'
import type { Scoped } from './scope.ts'

/** 九成农户, 翻了一番, 增加一倍: figures without a number of their own, which a row's message must have said. */
const SHARES =
  /[一二三四五六七八九两\d](?:\.\d)?成(?:多|左右|以上)?(?=的?(?:农户|村民|群众|党员|干部|居民|家庭|老人|人|受访|参|以上|$|[，。；、]))|翻了?[一两几]*番|翻了?[一两几\d]*倍|[一两几]倍(?:多|以上)?(?=$|[，。；、])|(?:增长|增加|提高|提升|减少|下降)了?一半|(?<!时间|任务)过半(?=的?(?:农户|村民|群众|党员|干部|居民|家庭|老人|人))|半数以上/g

export function wrongShares({ sentence, village }: Scoped, { sources }: Bench): Unplaced[] {
  return [...sentence.text.matchAll(SHARES)].flatMap((match): Unplaced[] => {
    const words = match[0]
    if (sources.some(({ text }) => text.includes(words))) return []
    const say = `“${words}”说的比例或增减在所依据的台账和群消息里找不到，请核对或注明依据。`
    return [found('number', sentence, [match.index, match.index + words.length], village[0], say)]
  })
}
