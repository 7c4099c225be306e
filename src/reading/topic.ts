import type { CategoryFound } from './categories.ts'
import type { Field } from './reading.ts'

const HOST = '开展|举行|举办|召开|组织召开|组织开展|组织|进行|搞|办|开|承办|主办|启动|参加|讲|上'
/** What an activity is called by its last word. */
const HEAD =
  '主题党日\\+?活动|主题党日|党员大会|支委会|组织生活会|党小组会|主题活动|实践活动|宣讲活动|志愿服务活动|志愿服务|文艺演出|文艺汇演|专题党课|微党课|党课|宣讲会|宣讲|培训班|培训会|培训|擂台赛|擂台比武|比武|竞赛|比赛|大赛|运动会|晚会|联欢会|座谈会|研讨会|学习会|学习|读书会|读书班|讲座|义诊|义务植树|植树|走访慰问|慰问|走访|行动|整治|仪式|测评|评议|评选|大会|会议|推进会|交流会|观摩|督查|检查|调研|服务|缴费|婚礼|政治生日|会|课|活动'
const NP = '[^，。；！？\\n\\d:()]{0,24}?'
const HOSTED = new RegExp(
  `(?:${HOST})(?:了)?(?:[一二两三]?[个场次期堂节])?(?<topic>${NP}(?:${HEAD}))(?=[，。；！？\\n :()]|\\d|$|[一二三四五六七八九十百]{1,4}[名位人场次]|来了|参加|共|活动)`,
)
const QUOTED = new RegExp(
  `(?<topic>[“"《「][^”"》」\\n]{2,30}[”"》」](?:为主题的|主题)?[^，。；！？\\n\\d ]{0,12}?(?:${HEAD}))`,
)

/** What the activity was called: the hosted noun phrase, a quoted title, or the words its category was known by. */
export function findTopic(text: string, category: CategoryFound | undefined): Field<string> | undefined {
  if (!category) return undefined
  for (const [pattern, by, confidence] of [
    [QUOTED, '主题：引号', 0.9],
    [HOSTED, '主题：开展', 0.8],
  ] as const) {
    const match = pattern.exec(text)
    const words = match?.groups?.topic
    if (match && words && words.length >= 3) {
      const start = match.index + match[0].indexOf(words)
      return { value: tidy(words), span: [start, start + words.length], by, confidence }
    }
  }
  const words = text.slice(...category.span)
  return { value: category.topic ?? words, span: category.span, by: '主题：类别词', confidence: 0.6 }
}

function tidy(words: string): string {
  return words.replace(/^(?:了|个|一场|一次|的)/, '').replace(/的(?=[一-龥]{2,4}$)/, '')
}
