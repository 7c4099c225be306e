import { COUNTED_STATES, STATE_WORDS } from '../ledger/row.ts'
import { CATEGORIES } from '../reading/category.ts'
import { fieldOf, registerOf } from '../register/kinds.ts'
import { type Basis, COUNTS, type Where } from './basis.ts'
import type { Figure } from './figure.ts'

/** 口径 in words: what the figure counts and what it leaves out, for whoever asks where it comes from. */
export function sayBasis(basis: Basis): string {
  const counted = Object.entries(COUNTS).find(([, count]) => count === basis.count)?.[0] ?? ''
  if (basis.count === 'share') return `占比：${basis.parts[0]}除以${basis.parts[1]}。${basis.note ?? ''}`
  if (basis.count === 'sum') return `合计：${basis.parts.join('＋')}。${basis.note ?? ''}`
  const said = basis.where.register
    ? registerWords(basis.where)
    : basis.count === 'articles'
      ? articleWords(basis.where)
      : basis.count === 'digests'
        ? digestWords(basis.where)
        : rowWords(basis)
  return `计${counted}：${said}${basis.note ?? ''}`
}

/** The exact value, and beside it how it was rounded. */
export function sayExact(figure: Figure): string {
  const rounding = sayRounding(figure)
  return exactValue(figure) + (rounding ? `，${rounding}` : '')
}

/** The value as it was counted, with its unit. */
export function exactValue(figure: Figure): string {
  const { basis, value, whole } = figure
  if (figure.items.length === 0) return '没有记录'
  if (whole !== undefined) return `${figure.items.length} ÷ ${whole} = ${value}%`
  return basis.where.range ? figure.spoken : `${value}${basis.unit}`
}

/** How the report rounds it; empty where it says the value as it is. */
export function sayRounding({ basis, items, value, spoken, whole }: Figure): string {
  if (items.length === 0 || whole !== undefined || basis.where.range || String(value) === spoken) return ''
  return { exact: '', tens: '报告里按十位向下说', wan: '报告里按万说' }[basis.spoken]
}

function either(words: string[]): string {
  return words.map((word) => `“${word}”`).join('或')
}

/** What holds for every figure of the ledger, said once and not again for each. */
export const COMMON_BASIS =
  '台账里已收、待补充、已确认的条目计入，撤回、并入、退回的和只报累计的不计；没写场次的一条按一场计；几个村的联合活动计一次；人数和人次各计各的，从不相加。名册以时段最后一天为准。'

function rowWords({ where, states, joint }: Basis): string {
  const conditions = [
    where.categories && `类别为${where.categories.map((key) => CATEGORIES[key]).join('、')}`,
    where.organizers && `组织单位为${where.organizers.join('、')}`,
    where.villages && `村为${where.villages.join('、')}`,
    where.words && `主题等含${either(where.words)}`,
    where.without && `不含${either(where.without)}`,
    where.quantityUnit &&
      `写有以“${where.quantityUnit}”计的${(where.quantityWords ?? []).join('、') || '数量'}`,
  ].filter(Boolean)
  const usual = states.join() === COUNTED_STATES.join()
  const held = usual ? '' : `只计${states.map((state) => STATE_WORDS[state]).join('、')}的。`
  const shared = joint === 'once' ? '' : '联合活动各村各计一次。'
  return `台账中${conditions.join('，') || '全部条目'}。${held}${shared}`
}

function registerWords(where: Where): string {
  const { register } = where
  if (!register) return ''
  const label = (key: string): string => (key === 'age' ? '年龄' : (fieldOf(register, key)?.label ?? key))
  const conditions = [
    ...(where.fields ?? []).map(({ key, wanted }) => `${label(key)}${wanted.map(sayWanted).join('或')}`),
    ...(where.when ? [`${label(where.when)}在时段内`] : []),
  ]
  const how = [
    where.sum && `把“${label(where.sum)}”相加`,
    where.distinct && `同一“${label(where.distinct)}”只计一次`,
    where.range && `取“${label(where.range)}”的最少到最多`,
  ].filter(Boolean)
  const chosen = conditions.length > 0 ? `中${conditions.join('，')}的` : '的'
  return `名册“${registerOf(register).label}”${chosen}条目${how.length > 0 ? `，${how.join('，')}` : ''}。`
}

const SIGNS: Record<string, string> = { '<=': '不超过', '>=': '至少', '<': '不到', '>': '超过' }

/** `<= 35` -> 不超过 35; a word as it is, set off from the column's name. */
function sayWanted(wanted: string): string {
  const [, sign = '', bound = ''] = wanted.match(/^(<=|>=|<|>)\s*(.+)$/) ?? []
  if (sign) return `${SIGNS[sign] ?? ''} ${bound} `
  if (wanted === '不空') return '已填'
  return wanted === '空' ? '没有填' : `为“${wanted}”`
}

function articleWords({ columns, own }: Where): string {
  const about = own === undefined ? '' : own ? '宣传本镇工作的' : '不是宣传本镇工作的'
  return `公众号确认已发布的${columns ? `“${columns.join('、')}”栏目` : ''}${about}推文。`
}

function digestWords({ sections }: Where): string {
  return sections ? `已发出的简报里“${sections.join('、')}”的条目。` : '已发出的简报。'
}
