import { type Bench, found, type Unplaced } from './bench.ts'
import type { Scoped } from './scope.ts'

/** Words that exclude each other: where the rows spoken of have one and no row has the other, the other is a slip. */
const KINDS = [
  /元宵|端午|中秋|重阳|腊八/g,
  /春耕|春播|夏收|秋收|秋播|冬灌/g,
  /篮球|足球|排球|乒乓球|羽毛球|象棋/g,
  /反诈|反邪|禁毒|扫黄打非/g,
  /(?:消防|交通|食品|用电|燃气)安全/g,
  /马铃薯|玉米|小麦|水稻|胡萝卜|枸杞|油菜|辣椒|西瓜|苹果|葡萄/g,
  /饺子|粽子|汤圆|月饼|长寿面|腊八粥/g,
  /海报|标语|横幅|光盘|宣传单|宣传画|宣传册/g,
  /好婆婆|好公公|好媳妇|好女婿|好邻居/g,
  /国槐|油松|樟子松|落叶松|云杉|侧柏|新疆杨|白杨|垂柳|灌木|果树/g,
  /预备党员|入党积极分子|发展对象/g,
  /评议会|议事会/g,
]

/** 张贴标语 where the rows say 张贴海报. */
export function wrongKinds({ sentence, mentions, rows }: Scoped, { sources }: Bench): Unplaced[] {
  const pool = mentions.length > 0 ? rows : sources
  return KINDS.flatMap((kind) =>
    [...sentence.text.matchAll(kind)].flatMap((match): Unplaced[] => {
      const word = match[0]
      if (sources.some(({ text }) => text.includes(word))) return []
      const known = pool.flatMap((source) =>
        [...source.text.matchAll(kind)].map((one) => ({ right: one[0], source })),
      )[0]
      if (!known) return []
      const { number } = known.source.row
      const say = `“${word}”在台账里找不到，${number} 写的是“${known.right}”，请核对。`
      return [found('name', sentence, [match.index, match.index + word.length], known.source, say)]
    }),
  )
}
