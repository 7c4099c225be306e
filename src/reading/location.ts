import type { Field } from './reading.ts'

const NAME = '[^，。；！？\\n\\d:()]{2,18}?'
const END =
  '广场|会议室|礼堂|中心|基地|纪念馆|展览馆|博物馆|公园|村部|大院|学校|小学|中学|活动室|阵地|文化站|实践站|实践所|书屋|会场|田间|地头|烈士陵园|陵园|旧址|故居|遗址|河道|河边|山上|梁上|敬老院|养老院|祠堂|院坝|大棚|示范园|产业园|园区|合作社|党校|馆|村|社区|镇|路口|街|家中|校区|操场|舞台|院子|道场|礼堂|站|所'
const FORMS: [RegExp, string][] = [
  [/地点[:为是] ?(?<at>[^，。；！\n ]{2,20})/, '地点：写明'],
  [
    new RegExp(
      `(?:在|于)(?<at>${NAME}(?:${END})(?:[一二三四五六七八九十]楼)?(?:会议室|广场|大厅)?)(?=[，。 ]|开展|举行|举办|召开|组织|进行|集中|隆重|学习|搞|开|上|为|给|顺利|圆满|正式|$)`,
    ),
    '地点：在',
  ],
  [
    new RegExp(
      `(?:到|赴|前往|走进|来到|参观了?|去了?)(?<at>${NAME}(?:${END}))(?=[，。；、 ]|开展|举行|参观|学习|慰问|接受|重温|进行|$)`,
    ),
    '地点：到',
  ],
  [/在(?<at>[^，。；！？\n\d]{2,14}?[上里内边旁口前])(?=[，。；！ ]|开展|举行|集中|$)/, '地点：在'],
]

/** Where it took place, as written. */
export function findLocation(text: string): Field<string> | undefined {
  for (const [pattern, by] of FORMS) {
    const match = pattern.exec(text)
    const words = match?.groups?.at
    if (!match || !words || /党委|领导|帮助|指导|下$|过程|期间|工作/.test(words)) continue
    const start = match.index + match[0].indexOf(words)
    return {
      value: words.replace(/那个|这个/g, ''),
      span: [start, start + words.length],
      by,
      confidence: 0.8,
    }
  }
  return undefined
}
