import type { FindingKind } from './finding.ts'

/** Something amiss at a place of one text. */
export interface Spot {
  kind: FindingKind
  span: [number, number]
  say: string
}

/** Every place where the pattern stands; `say` is given the words found. */
export function spots(
  text: string,
  pattern: RegExp,
  kind: FindingKind,
  say: (found: string) => string,
): Spot[] {
  return [...text.matchAll(pattern)].map((one) => ({
    kind,
    span: [one.index, one.index + one[0].length],
    say: say(one[0]),
  }))
}

/** Slips of the pen that no list of words knows: doubled words, 的地得, quotes that do not close. */
export function slips(text: string): Spot[] {
  return [...repeated(text), ...particles(text), ...unclosed(text)]
}

/** 的的, ，， and the same two to four characters twice; 研究研究 is how people speak. */
function repeated(text: string): Spot[] {
  return [
    ...spots(
      text,
      /的的(?!确)|了了|是是(?!非)|在在|与与|[，。、；：]{2,}/g,
      'slip',
      (one) => `“${one}”重复了，请删去一个。`,
    ),
    ...spots(text, /([一-龥]{2,4})\1/g, 'slip', (one) => `“${one}”重复了，请核对。`).filter(
      ({ span }) =>
        !/^(?:研究|讨论|商量|学习|交流|锻炼|休息|热闹|高兴|了解|走动|活动|宣传|一个|一点|一步|一户|一件|一次)/.test(
          text.slice(...span),
        ),
    ),
  ]
}

const MANNER =
  '认真|积极|热情|深入|扎实|主动|耐心|细致|仔细|高兴|激动|自觉|踊跃|有序|持续|不断|全面|及时|详细|生动|开心|自豪|感慨|亲切|兴奋|欣慰'
/** 高兴的说, 认真的听着: what follows can be nothing but a verb. */
const NOT_DI = new RegExp(
  `(?:${MANNER})的(?=(?:说|讲道|表示|告诉|回答|笑|唱)|(?:学习|参与|参加|开展|推进|讲解|介绍|清理|打扫|落实|完成|讨论|交流|帮助|解答|听|看|做)(?:了|着|过|起来))`,
  'g',
)
/** 讲的很好, 打扫的干干净净 */
const NOT_DE =
  /(?:做|讲|干|搞|办|说|唱|跳|跑|听|学|打扫|清扫|收拾|布置|开展|组织)的(?=(?:很|非常|十分|特别|更)(?:好|快|细|实|透|明白|认真|到位|精彩|生动|干净|整齐)|干干净净|整整齐齐|有声有色|津津有味|热火朝天|井井有条|清清楚楚|明明白白|红红火火)/g

function particles(text: string): Spot[] {
  return [
    ...spots(text, NOT_DI, 'slip', (one) => `“${one}”后面是动作，应写“${one.slice(0, -1)}地”。`),
    ...spots(text, NOT_DE, 'slip', (one) => `“${one}”后面是补语，应写“${one.slice(0, -1)}得”。`),
  ]
}

const PAIRS: [string, string][] = [
  ['“', '”'],
  ['《', '》'],
  ['（', '）'],
]

/** The first quote of a paragraph that opens twice or closes what never opened. */
function unclosed(text: string): Spot[] {
  return PAIRS.flatMap(([open, close]) =>
    [...text.matchAll(/[^\n]+/g)].flatMap((line): Spot[] => {
      let at = -1
      for (const [index, one] of [...line[0]].entries()) {
        if (one !== open && one !== close) continue
        if ((one === open) === at >= 0) return [spotAt(line.index + index, one, open + close)]
        at = one === open ? index : -1
      }
      // A quotation may go on in the next paragraph; a bracket or a title does not.
      return at >= 0 && open !== '“' ? [spotAt(line.index + at, open, open + close)] : []
    }),
  )
}

function spotAt(start: number, mark: string, pair: string): Spot {
  return { kind: 'slip', span: [start, start + mark.length], say: `“${pair}”没有成对，请核对标点。` }
}
