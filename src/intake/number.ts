import { scanNumerals } from '../reading/numerals.ts'

const ROW_NUMBER = /(?<![\d-])(20\d\d)\s?[-–—－]\s?(\d{3,6})(?![\d-])/g

/** The ledger numbers in a text, `2025-0312`, in the ledger's own form. A date (`2025-03-05`) is none. */
export function numbersIn(text: string): string[] {
  const found = [...text.normalize('NFKC').matchAll(ROW_NUMBER)]
  return [...new Set(found.map(([, year = '', serial = '']) => `${year}-${serial.padStart(4, '0')}`))]
}

export function withoutNumbers(text: string): string {
  return text.replace(ROW_NUMBER, ' ')
}

/** `0001`, `2025-1`; and after a verb that wants a number, `更正 1 人数33`, `撤回 2`. */
const SHORT_NUMBER =
  /^((?:请|帮我|麻烦)?(?:更正|修改|改正|订正|撤回|撤销|作废|删除|删掉|取消|查|查询|看看?)?(?:一下)?[:,，\s]*)(?:(20\d\d)-)?(?:第|编号)?(\d{1,4})(?:号|条)?(?![\d\-./月日号年人名位个户时点:])(.*)$/s
const FIELD_FOLLOWS = /^[:,，、的\s]*(?=人数|人次|日期|时间|地点|村|类别|内容|场次|主题)/

/** A row's number written short, in the ledger's own form: `更正 1 人数33` -> `更正 2025-0001 人数33`, where there is such a row. */
export function withWholeNumber(plain: string, year: string, exists: (number: string) => boolean): string {
  const [, verb = '', said, digits = '', rest = ''] = SHORT_NUMBER.exec(plain) ?? []
  const number = `${said ?? year}-${digits.padStart(4, '0')}`
  const isLong = digits.startsWith('0') && digits.length === 4
  const wanted =
    isLong ||
    (said !== undefined && rest.trim() === '') ||
    (verb.trim() !== '' && FIELD_FOLLOWS.test(rest)) ||
    (/^撤|^作废|^删/.test(verb) && rest.trim() === '')
  return digits !== '' && wanted && exists(number)
    ? `${verb}${number}${/^\s/.test(rest) ? '' : ' '}${rest}`
    : plain
}

export interface SaidCount {
  value: number
  approx: boolean
}

/** More people than that are a telephone number. */
const MOST = 999_999
const BEFORE_COUNT =
  /^(嗯|哦|噢|好的?|也|我们?村?|咱们?村?|这边|刚?问了?|数了?[一数]?|统计了?|核实了?|一共|总共|共计?|大概|大约|约|有|来了|参加|到了?|的|是|为|应该|实际|就|人数|[:,，。\s])*$/
const AFTER_COUNT =
  /^(多|余|来|左右|上下)?\s*个?\s*(人|名|位|口)?(党员|群众|志愿者|村民|同志)?(参加|左右|吧|呢|啊|的)*([,，]?(没细?数|没数清|大概|差不多|不太?确定|估计))?[。.!！~\s]*$/

/** A text that is a headcount and nothing else (`12`, `一共十二个人`); undefined for anything more. */
export function bareCount(said: string): SaidCount | undefined {
  const plain = withoutOne(said)
  const numerals = scanNumerals(plain).filter((one) => one.kind === 'cardinal')
  const [only, second] = numerals
  if (!only || second || !Number.isInteger(only.value) || only.value > MOST) return undefined
  if (!BEFORE_COUNT.test(plain.slice(0, only.start)) || !AFTER_COUNT.test(plain.slice(only.end)))
    return undefined
  const approx = only.approx === true || only.upTo !== undefined || /约|大概|左右|多|余/.test(plain)
  return { value: only.value, approx }
}

/** The 一 of 一共 and 问了一下 is no number. */
function withoutOne(text: string): string {
  return text.replaceAll('一共', '总共').replaceAll('一下', '')
}

const NOT_THIS_BEFORE = /(不是|并非|误写[成为]?|写成了?|原来是?|原先|由|从|把|错[成为])\s*$/
/** By how much, or who did not come: no count of those who came. */
const NO_COUNT_BEFORE = /([漏缺]了?|[多少][报写算记来]了?|(?<!多)少了?|多了|请假|加上?|减[去掉]?|[-－])\s*$/
const NOT_THIS_AFTER = /^\s*(个|人次|人|名|位)*\s*(改|更正|写错|错|多写|应|有误|不对|→|[-=]>)/
const THIS_BEFORE =
  /(应该?是|应该?为|应该|应|改[成为到]|更正为|实际是?|实到|(?<!还)[是为]|[:：]|→|[-=]>|[一总]共|共计?|人数)\s*(约|大约|大概)?\s*$/

/** The new count in a correction (`人数写错了是35`, `不是12人是15人`, `12人改成15人`); undefined when it is not plain. */
export function newCount(said: string): SaidCount | undefined {
  const plain = withoutOne(said)
  const told = scanNumerals(plain).filter(
    (one) =>
      one.kind === 'cardinal' &&
      Number.isInteger(one.value) &&
      one.value <= MOST &&
      !NOT_THIS_BEFORE.test(plain.slice(0, one.start)) &&
      !NO_COUNT_BEFORE.test(plain.slice(0, one.start)) &&
      !NOT_THIS_AFTER.test(plain.slice(one.end)) &&
      !/^\s*(人次|月|日(?!期)|号|年|场|次|户|件|棵|[./]\d)/.test(plain.slice(one.end)),
  )
  const pointed = told.filter((one) => THIS_BEFORE.test(plain.slice(0, one.start)))
  const counted = told.filter((one) => /^\s*个?(人|名|位)/.test(plain.slice(one.end)))
  const [value, second] = told.length === 1 ? told : pointed.length > 0 ? pointed : counted
  if (!value || second) return undefined
  return { value: value.value, approx: value.approx === true || value.upTo !== undefined }
}

/** “缺3个人，一共28个”: the count behind 一共 where another stands beside it. */
export function totalSaid(said: string): SaidCount | undefined {
  const numerals = scanNumerals(withoutOne(said)).filter((one) => one.kind === 'cardinal')
  return numerals.length > 1 && /一共|总共|实到|实际/.test(said) ? newCount(said) : undefined
}

/** The count that the words call wrong (`不是12人`, `12人改成15人`); undefined when they name none. */
export function oldCount(plain: string): number | undefined {
  return scanNumerals(plain).find(
    (one) =>
      one.kind === 'cardinal' &&
      !/^\s*(月|日|号|年)/.test(plain.slice(one.end)) &&
      (NOT_THIS_BEFORE.test(plain.slice(0, one.start)) || NOT_THIS_AFTER.test(plain.slice(one.end))),
  )?.value
}

/** “再减2个”, “加1人”: by how much the standing count changes; undefined when the words say the count itself. */
export function byHowMuch(said: string): number | undefined {
  const [, sign = '', word = ''] =
    /(?:^|[,，。;；\s])再?(加上?|减[去掉]?|去掉|扣掉?)\s*([\d一二两三四五六七八九十]+)\s*个?[人名位]?[。.!！\s]*$/.exec(
      said,
    ) ?? []
  const [only, second] = scanNumerals(said.replaceAll('一下', '')).filter((one) => one.kind === 'cardinal')
  if (word === '' || !only || second || !Number.isInteger(only.value)) return undefined
  return sign.startsWith('加') ? only.value : -only.value
}
