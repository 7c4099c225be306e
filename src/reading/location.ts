import { masked } from './masked.ts'
import { AREA_END, DOING, END, SIDE } from './placewords.ts'
import type { Field, Span } from './reading.ts'
import { matchesOf, searchOf } from './words.ts'

const WORD = '[^，。；！？\\n:()|]'
/** A name that no known word ends: what stands up to a verb or a stop. */
const NAME = `(?!${DOING}|起|到|在|带|接|抱|陪|线|职|校|册|岗|外|家(?!里|中)|一|大家|我们|里头|这|那|此|会|场(?![口院坝])|位|底|齐|处|了|现在|手|党员|正式|代表|群众|[全各其早晚])[^，。；！？\\n:()|“” \\d的了是把被给跟和时向不那]{2,9}?`
const FLOOR = '(?:[一二三四五六七八九十\\d]{1,2}楼)?(?:大?会议室|大厅|多功能厅)?'
const PLACE = `(?:${WORD}{0,16}(?:${END})|(?:${WORD}{1,8}?${AREA_END}){1,3}(?:、${WORD}{1,6}?${AREA_END})*(?:等(?:[\\d一二三四五六七八九十]{1,3}个)?村)?)${FLOOR}${SIDE}?`
const IN = '(?:(?<![现存正实旨潜好])在|(?<![延耽])搁(?!置|浅|下))\\|{0,2}(?!职|校生|册|岗|编|线|此|建|于)'
const TO =
  '(?:赴|前往|转到|跑到|(?:搬|挪|开|办|送|摆|设|放|讲|移)(?:到|进)了?|(?<=^|[，。；！ |员部团队院社会组班人们家局站所办天午晚刚又])(?:到|去(?!年)|来(?!了?[几的是一\\d])))'

/** Many messages hold none: the forms that need one are not tried on them. */
const lastWordsIn = searchOf(END)

/** How a place is told, by which rule, how sure; `true`: never without one of the last words. */
const FORMS: [form: RegExp, by: string, confidence: number, named?: true][] = [
  [
    /(?:活动)?地[点址](?:[:为是在]| ){0,2}(?<at>(?!不|改|变|待|另|没|怎|写|填|补|更|应|错|有误)[^，。；！\n ]{2,24})/g,
    '地点：写明',
    1,
  ],
  [/📍 ?(?<at>[^，。；！\n ]{2,24})/g, '地点：写明', 1],
  // 来到距村12公里的试验站, 走进村东2公里处的旧址
  [
    new RegExp(
      `(?:来到|走进|前往|到|赴|在)(?:距|离|海拔|占地|全长|村[东西南北])[^，。；|]{0,8}\\|+处?的(?<at>${PLACE}|[一-龥]{2,6}[圩堤渠]上?)`,
      'g',
    ),
    '地点：到',
    0.8,
  ],
  [/把(?<at>[一-龥]{2,10})(?:拾掇|捞|清扫|打扫|转|收拾)了一[遍圈]/g, '地点：把那里的', 0.6],
  [/上(?<at>[一-龥]{1,3}[梁山坡岭塬坝])(?=栽|种|植|割|砍)/g, '地点：到', 0.6],
  [/在(?<at>[^，。；！？\n|]{2,10}家的?(?:院子|堂屋|门前|场院|院坝|老屋|场坝)[里内上前]?)/g, '地点：在', 0.9],
  [
    /在(?<at>[^，。；！？\n|的]{2,16}?)(?:成功|隆重|顺利|如期|精彩|热闹)?(?:举行|举办|召开|开讲|上演|开班|开幕|启动(?!仪式)|拉开|开展(?!的))/g,
    '地点：在',
    0.9,
  ],
  [new RegExp(`(?:${IN}|于|位于)(?<at>${PLACE})`, 'g'), '地点：在', 0.9],
  [
    new RegExp(
      `对(?:辖区内?)?(?<at>${PLACE}|[一-龥、]{2,10}等?(?:林场|村|社区|小区|安置区))(?=开展|进行|的?[\\d一二两三四五六七八九]{1,3}[栋条处座个])`,
      'g',
    ),
    '地点：对',
    0.6,
  ],
  [/依托(?<at>[一-龥]{0,8}(?:实践[站所]|文化站|活动室|大院|文化广场|书屋))/g, '地点：依托', 0.5],
  [
    new RegExp(
      `(?:赴|前往|沿着|(?<![河江])沿(?![河江村])|走进|深入|来到|走上|开进|送进|送到|送入|奔赴|齐聚|视察了?|察看了?|送[戏医法教药书技](?:到|进|至)|相聚|汇聚|集结在|参观了?|突查了?|抽查了?|抵达|登上|停靠|上(?=[^，。；|]{1,4}堤)|走访慰问了?|(?<!等)到|去(?!年)了?|(?<![陶未由原本往从])来(?!了?[几的是一\\d])|(?<![前先促推改跃])进)(?<at>${PLACE})`,
      'g',
    ),
    '地点：到',
    0.8,
  ],
  [
    /(?:给|帮|为|替)(?<at>[一-龥]{2,12}(?:大爷|大娘|大妈|大叔|大婶|奶奶|爷爷|老汉|[老小](?!人|伙|区|组|学)[一-龥]{1,2}头?)家)/g,
    '地点：谁家',
    0.5,
  ],
  [
    /(?:给|帮|为)(?<at>[一-龥]{0,7}(?:敬老院|养老院|福利院|幸福院|小学|中学|幼儿园|卫生室)(?!生))/g,
    '地点：给谁',
    0.5,
  ],
  [
    new RegExp(`(?:^|[，。；！ |])(?<at>[一-龥]{2,8})(?:那儿|那里|那边)(?=[，。 |]|${DOING})`, 'g'),
    '地点：开头',
    0.6,
  ],
  [
    new RegExp(`[给把](?<at>[一-龥]{1,6}${AREA_END})(?=换|修|装|通|架|铺|接|送|拉|办|[一两三几]家|\\|)`, 'g'),
    '地点：给谁',
    0.5,
  ],
  [/(?:去|到|赴)(?<at>(?!现场|实地|外地|先进)[一-龥]{2,6})(?=学习|参观|考察|观摩|取经)/g, '地点：到', 0.7],
  [
    /在(?<at>[^，。；！？\n\d|的]{2,14}?[上里内外边旁口前下中处间])(?=[，。；！ |()]|开展|举行|举办|集中|召开|组织|设|$)/g,
    '地点：在',
    0.7,
  ],
  [/在(?<at>[^，。；！？\n\d|]{2,14}?[梁坡沟塬滩湾坝山河]上?)(?=[，。；！ |()]|$)/g, '地点：在', 0.7],
  [
    new RegExp(
      `(?:^|[，。；！\\n |])(?<at>[一-龥]{0,8}(?:${END}))(?=今天|今晚|昨天|昨晚|里|内|热闹|锣鼓|人声鼎沸|人欢|热火朝天|都站|站不下|坐不下|挤满|坐满|站满|人山人海|彩旗|欢声|歌声|掌声|笑声|灯火|座无|人头|来了|传来|上演|有|${DOING}|\\|)`,
      'g',
    ),
    '地点：开头',
    0.6,
    true,
  ],
  [
    new RegExp(`(?:^|[ ，|》])(?<at>[一-龥]{0,8}(?:${END})${SIDE}?)(?= |，|\\||$)`, 'g'),
    '地点：单独写出',
    0.5,
    true,
  ],
  [new RegExp(`${IN}(?<at>${NAME}${SIDE}?)(?=${DOING}|[，。； |]|$)`, 'g'), '地点：在', 0.6],
  [new RegExp(`${TO}(?<at>${NAME}${SIDE}?)(?=${DOING}|[，。； |]|$)`, 'g'), '地点：到', 0.5],
  [
    new RegExp(
      `(?:^|[，。|])(?<at>[一-龥]{0,6}(?:${END}))(?![舞村镇])(?=[一-龥]{0,4}(?:会|课|班|讲座|直播|演出|比赛|活动|培训|宣讲|演练|义诊)(?:[，。 |]|$))`,
      'g',
    ),
    '地点：开头',
    0.5,
    true,
  ],
  [
    new RegExp(`(?:捡|冲洗|把)(?<at>[一-龥]{0,6}(?:${END})${SIDE}?)(?=的|$|[，。 |])`, 'g'),
    '地点：把那里的',
    0.4,
    true,
  ],
]
const WITHOUT_LAST_WORD = FORMS.filter(([, , , named]) => !named)

/** Said for “out there among the people”: taken when no place is named. */
const ANYWHERE =
  /^(?:田间地头|田间|地头|基层|一线|农户家中|村头院坝|百姓家门口|先进村|先进地区|外地|社区|村里|各村)$/
const NOT_PLACE =
  /^家住|^大家|^设|^老人家$|安全地带|上班|海拔|辅导|宅基地|举办|召开|^[我看到距]|^查(?![干日哈])|那$|^了|联合|携手|会同|邀请|党委|领导下|领导|帮助|指导|支持|^.{0,3}过程|期间|工作|精神|基础|会上|活动中(?!心)|^(?:清(?=理|扫|洁|运|淤)|打扫|扫|整治|粉刷|疏通|硬化|美化|绿化|维修|修(?=[一-龥]{0,3}[路桥渠])|拆|巡查|已?送|惠及|保护|平整|加固|联系|对|是)|查[^，]{0,4}学校|^(?:咱|俺|我们|义务|学完)|^(?:全|各|外|自|线|此|这里|那里|其|一|实地)|同时|之际|来临|方面|带领|总结|陪同|集中学|[党人成委队代][员表]$|群众$|历史|心中|学习中|时刻|生活|手中|眼里|方式|形式|下一步|现场会|发展|带动|致辞|讲话|发言|心上|组织/

/** Where it took place, as written. `holes`: dates and the like, which no place runs across. */
export function findLocation(text: string, holes: Span[]): Field<string> | undefined {
  const line = masked(text.slice(0, 2000), holes)
  let loose: Field<string> | undefined
  const forms = lastWordsIn(line).length > 0 ? FORMS : WITHOUT_LAST_WORD
  for (const [form, by, confidence] of forms) {
    for (const match of matchesOf(line, form)) {
      const words = match.groups?.at
      if (!words) continue
      const kept = /[开办搞放讲演]的/.test(words) ? '' : trimmed(words)
      if (!kept || (by !== '地点：写明' && NOT_PLACE.test(kept))) continue
      if (
        /^(?:积极|大力)?的?(?:协调|指导|领导|帮助|支持|带领|组织)下/.test(
          line.slice(match.index + match[0].length),
        )
      )
        continue
      if (
        /开头|单独/.test(by) &&
        /^(?:农户|企业|合作社|市场|车间|加油站|学校|超市|药店|商场|饭店|仓库|园区|宿舍|桥头|楼栋|桃园|梨园)$|企业$|[修挖查]|清(?=河|沟|渠|塘)/.test(
          kept,
        )
      )
        continue
      // 年轻干部走访农户: what stands before the verb is no place.
      if (/开头|单独/.test(by) && !words.endsWith(kept)) continue
      const start = match.index + match[0].indexOf(words) + words.indexOf(kept)
      const found = { value: tidy(kept), span: [start, start + kept.length] as Span, by, confidence }
      if (!ANYWHERE.test(kept)) return found
      loose ??= found
    }
  }
  return loose
}

const DONE_THERE = /清理|打扫|清扫|疏通|捡拾|督导|督查|检查|调研|指导|走访|慰问|宣讲|参观|跟班|了解|察看|报到/

/** Verbs inside the catch begin a new thought: keep what follows the last of them. */
function trimmed(words: string): string {
  const at =
    /^(?:(?:上午|下午|晚上|早上|中午|傍晚)?[在到了于]?(?=[一-龥]{2})|.*(?:的|组织|开展|结对帮扶|举行|我们|咱们|来到|前往|走进|深入|慰问了?|看望|[围坐挤站]满了?)|(?:.{0,4}节)?[给帮替])?(?<at>.*)$/.exec(
      words,
    )?.groups?.at ?? words
  const place = at.split(DONE_THERE)[0]?.trim() ?? ''
  return place.length >= 2 ? place : ''
}

function tidy(words: string): string {
  return words.replace(/那个|这个|我们|咱们/g, '').replace(/(?<=[一-龥]{3})[内里中]$/, '')
}
