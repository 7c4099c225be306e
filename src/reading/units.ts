/** What stands behind a number. `person` and `times` may be a headcount; the refused ones never count anything that was done. */
export type UnitKind = 'person' | 'times' | 'session' | 'occasion' | 'money' | 'length' | 'thing' | 'refused'

export interface Unit {
  text: string
  kind: UnitKind
  /** As it is kept: 块 -> 元, 个 before a person -> 名. */
  unit: string
  end: number
  /** Multiplies the number: 万斤. */
  factor: number
  /** refused: why. */
  why?: string
}

const PERSONS =
  '党员|群众|村民|志愿者|干部|代表|人|老人|学生|孩子|儿童|同志|书记|老党员|队员|居民|职工|农户|户主|青年|妇女|村书记|学员|师生|家长|老乡|乡亲|大学生|成员|委员|积极分子|对象|导师|讲师|宣讲员|评委|选手|老兵|军人|教师|老师|医生|专家|网格员|组长|支书|主任|小朋友|娃|劳力|劳动力|贫困户主|嘉宾|观众|演员|驻村'
const PERSON_NEXT = new RegExp(`^[一-龥]{0,8}?(?:${PERSONS})`)

const REFUSED: [RegExp, string][] = [
  [/^(?:周岁|岁半|岁)/, '年龄，不是数量'],
  [/^(?:年级|届|版|楼|层|路|排|号楼|室|单元|期工程|年期)/, '编号或届次，不是数量'],
  [/^(?:页|页码)/, '页数，不是人数'],
  [/^(?:周年|年来|年间|年党龄|年)/, '年数，不是数量'],
  [/^(?:个)?(?:多)?(?:小时|钟头|分钟|秒|学时|课时|刻钟)|^点钟/, '时长，不是数量'],
  [/^(?:天|周|星期|个?(?:多)?月|个星期|季度|个季度|个工作日|日内|晚)/, '时长，不是数量'],
  [
    /^(?:℃|度|摄氏度|分(?!队|批|别|类|组)|分之|倍|成|折|级|ml|毫升|厘米|毫米|寸|平米见方|G|MB)/,
    '度量或比率，不是数量',
  ],
  [
    /^(?:大|中全会|个维护|个意识|个自信|个确立|个务必|个不|个专项|个坚持|个清单|个关键|个能力)/,
    '固定说法，不是数量',
  ],
]

/** Longest first within a first character; the regex engine tries them in order. */
const THINGS =
  '立方米|平方米|平方公里|公里|千米|平米|里地|万元|亿元|公斤|千克|公顷|人份|盆|吨|斤|亩|米|方|套|件|份|盒|箱|袋|桶|瓶|壶|棵|株|条|张|本|册|幅|副|把|面|支|台|辆|起|处|户|项|批|床|对|间|座|家|盏|根|篇|首|队|只|头|匹|桌|组|类|种|枚|块|片|节|堂|车|捆|罐|提|筐|筒|罩|双|卷|栋|幢|孔|眼|口|顶|令|朵|尊|艘|段|所|门|则|句|道|具|卡|封|场次|分队|支队|个'
const UNIT =
  /^ ?(?:多|余|来)?(?:(?<times>人\/?次|人·次|名次人|余人次|人次数)|(?<head>余名|余人|号人|个人|口人|名|位|人)(?!民|均|大|居|才|员会|工|畜|生|身|家|情|选|事|社|武|防|力)|(?<session>场次|场(?!地|面|所|馆|景|院))|(?<money>万元|亿元|千元|万块钱?|块钱|元钱|元|万(?=资金|补贴))|(?<occasion>次|回|期|轮|批次|站次|趟|遍))/
const THING = new RegExp(`^ ?(?:多|余|来)?(?<scale>万|百)?(?<thing>${THINGS})`)

/** 8个村书记 are persons, 8个村 are not. */
const BODIES =
  /^[^，。]{0,3}(?:村|社区|支部|乡镇|单位|部门|小组|家庭)(?!(?:社区|党?支部|党委|党组织)?(?:书记|支书|主任|干部|民|代表|两委))/

/** The unit that starts at `from` (blanks allowed), or null when nothing countable follows. */
export function unitAt(text: string, from: number): Unit | null {
  const rest = text.slice(from, from + 16)
  for (const [pattern, why] of REFUSED) {
    const match = pattern.exec(rest)
    if (match)
      return { text: match[0], kind: 'refused', unit: match[0], end: from + match[0].length, factor: 1, why }
  }
  const g = UNIT.exec(rest)
  if (g?.groups) return named(g[0], g.groups, from)
  const thing = THING.exec(rest)
  return thing?.groups ? material(thing[0], thing.groups, rest, from) : null
}

function named(whole: string, g: Record<string, string | undefined>, from: number): Unit {
  const end = from + whole.length
  const base = { text: whole, end, factor: 1 }
  if (g.times) return { ...base, kind: 'times', unit: '人次' }
  if (g.head)
    return { ...base, kind: 'person', unit: /[名位]/.test(g.head) ? g.head.replace('余', '') : '人' }
  if (g.session) return { ...base, kind: 'session', unit: g.session }
  if (g.occasion) return { ...base, kind: 'occasion', unit: g.occasion }
  const money = g.money ?? '元'
  if (money.startsWith('万块')) return { ...base, kind: 'money', unit: '元', factor: 1e4 }
  if (money === '千元') return { ...base, kind: 'money', unit: '元', factor: 1000 }
  return { ...base, kind: 'money', unit: /^[万亿]/.test(money) ? money.slice(0, 2).padEnd(2, '元') : '元' }
}

function material(whole: string, g: Record<string, string | undefined>, rest: string, from: number): Unit {
  const unit = g.thing ?? '个'
  const end = from + whole.length
  const base = { text: whole, end, factor: g.scale === '万' ? 1e4 : g.scale === '百' ? 100 : 1 }
  const next = rest.slice(whole.length)
  if (unit === '个' && PERSON_NEXT.test(next) && !BODIES.test(next))
    return { ...base, kind: 'person', unit: '名' }
  if (
    unit === '块' &&
    !/^(?:展板|牌|板|地|石|砖|宣传|横幅|匾|玻璃|屏|黑板|蛋糕|肥皂|香皂|毛巾|面|电)/.test(next)
  )
    return { ...base, kind: 'money', unit: '元' }
  if (/^(?:公里|千米|米|里地)$/.test(unit)) return { ...base, kind: 'length', unit }
  return { ...base, kind: 'thing', unit }
}
