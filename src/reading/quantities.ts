import { type Count, countedAs, round } from './count.ts'
import { notDone } from './notdone.ts'
import type { Quantity, Refusal, Span } from './reading.ts'
import { sharesOf } from './shares.ts'

/** What was counted besides the people who came. `rest` are the counts no other field took. */
export function quantitiesOf(text: string, rest: Count[], all: Count[], refused: Refusal[]): Quantity[] {
  const shares = sharesOf(text, all)
  const out: Quantity[] = []
  for (const count of rest) {
    const share = shares.get(count)
    const why =
      share === 0
        ? '每份的数，总数另说了'
        : isToldAgain(count, all)
          ? '前面说过的人'
          : share
            ? null
            : notDone(text, count)
    if (why) refused.push({ text: text.slice(...count.span), span: count.span, why })
    else out.push(...(each(text, count) ?? [one(text, count, share ?? 1)]))
  }
  return out
}

/** 讨论2名预备党员转正 … 两个人都全票通过: the same people. */
function isToldAgain(count: Count, all: Count[]): boolean {
  return (
    count.unit.kind === 'person' &&
    /^(?:同志)?(?:都|均|按期|全票|一致)/.test(count.after) &&
    all.some(
      (one) =>
        one !== count &&
        one.unit.kind === 'person' &&
        one.value === count.value &&
        one.span[0] < count.span[0],
    )
  )
}

function one(text: string, count: Count, times: number): Quantity {
  const why = count.because ? `数量：${count.because}` : '数量'
  const counted = countedAs(count, times === 1 ? why : '数量：每人份乘人数', 1)
  counted.value = round(counted.value * times)
  return Object.assign(counted, { unit: count.unit.unit, what: whatOf(text, count) })
}

/** What is given away in villages, for lists without commas: 毛巾肥皂手套各50套. */
const GOODS =
  /好婆婆|好媳妇|好邻居|好儿女|毛巾|肥皂|香皂|手套|洗衣粉|洗衣液|大米|面粉|食用油|米|面|油|牛奶|奶|鸡蛋|月饼|粽子|棉被|被子|棉衣|口罩|消毒液|酒精|书包|文具|本子|笔|图书|水杯|雨伞|茶叶|白糖|红糖|水果|苹果|挂历|春联|福字|药品|药|扫把|铁锹|毛毯|床单|牙膏|纸巾|扇子|草帽|胶鞋|雨鞋/g

/** 贺卡和书籍各9份 -> two quantities; null where there is no 各. */
function each(text: string, count: Count): Quantity[] | null {
  if (!/各(?:送|发|赠)?(?:约|近)?$/.test(text.slice(Math.max(0, count.number.start - 3), count.number.start)))
    return null
  const end = text.lastIndexOf('各', count.number.start)
  const list = /[^，。；！？\n\d]{1,40}$/.exec(text.slice(Math.max(0, end - 40), end))?.[0].trim() ?? ''
  const parts = (list.split(' ').at(-1) ?? '').split(/、|和|及|以及|与/).filter((s) => s !== '')
  const items = parts.length > 1 ? parts : (list.match(GOODS) ?? [])
  // 一共送出去各70套，书包、水彩笔、雨衣: the things after it.
  const told = /^，(?<list>[一-龥]{1,5}(?:、[一-龥]{1,5})+)/.exec(text.slice(count.span[1]))?.groups?.list
  if (items.length < 2 && told) items.push(...told.split('、').slice(items.length))
  if (items.length < 2) return null
  const base = { ...countedAs(count, '数量：各', 1), unit: count.unit.unit }
  return items.map((what) => ({
    ...base,
    span: [...base.span] as Span,
    what: what.replace(/^.*(?:发放|发|送去|送上|送|赠送|准备了?|为.{1,6}送)/, ''),
  }))
}

/** 同意[38票]反对1票， 一等奖[1个]二等奖2个，: the row ends with a unit, so each number has its noun before it. */
const ROW = /^(?:[一-龥]{1,5}?[\d一二两三四五六七八九十百]+[一-龥])+(?=[，。；！、 \n]|$)/

/** The noun of a quantity: right after the unit, else right before the number. */
function whatOf(text: string, count: Count): string {
  const due = /(?:应到|请假|缺席|缺勤)/.exec(count.before)?.[0]
  if (due) return due
  const next = /^ ?(?:的)?(?<noun>[一-龥“”]{1,10})/.exec(text.slice(count.span[1], count.span[1] + 12))
    ?.groups?.noun
  const noun = next?.replace(
    /(?:参加|进行|开展|全部|大概|一共|总共|还|已|都|被|并|为|以及|和|、|一[袋桶盒张本套顶箱条件份]).*$/,
    '',
  )
  const lead = /[一-龥“”]{1,8}$/
    .exec(count.before)?.[0]
    ?.replace(
      /^.*(?:现场|颁发|发放|赠送|发给|还|并|又|大概|应为|实为|改为|吧|呢|嘛|累计|先后|同时|顺便|一共|总共|服务|活动|了)(?=[一-龥]{2})/,
      '',
    )
    .replace(/^(?:了|的|共|约)|(?:一共|总共|共计|共|约|近|达|有|了)$/g, '')
  // 包抄手 300个 洗衣服40件: between two blanks the number belongs to what was said before it.
  if (lead === undefined && text.charAt(count.span[1]) === ' ' && text.charAt(count.span[0] - 1) === ' ') {
    const said = /[一-龥]{1,6}$/.exec(text.slice(Math.max(0, count.span[0] - 7), count.span[0] - 1))?.[0]
    if (said) return said
  }
  const leads =
    lead !== undefined && /^(?:[，。；！、\n ]|$)/.test(text.slice(count.span[1], count.span[1] + 1))
  const named = lead && /^(?![每给把并])[一-龥]{1,4}[^的由是把县镇村]$/.test(lead)
  if (named && ROW.test(text.slice(count.span[1], count.span[1] + 24))) return lead
  return (leads ? lead : noun || lead) ?? ''
}
