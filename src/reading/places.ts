import { BODIES } from './bodies.ts'
import { openLexicon } from './lexicon.ts'
import type { Span } from './reading.ts'
import { soundOf } from './sounds.ts'
import { endingOf, matchesOf, searchOf, spanOf } from './words.ts'

export interface Known {
  name: string
  aliases: string[]
}

export interface PlaceFound {
  span: Span
  /** As written. */
  text: string
  /** The town's own spelling, when the gazetteer knows it. */
  village?: string
  /** area 村镇县; body 党支部, 卫健局; bare 党支部 with no name before it; whole 全县; upper 镇上. */
  kind: 'area' | 'body' | 'bare' | 'whole' | 'upper'
  confidence: number
  by: string
}

const BODY = BODIES.trim().replace(/\s+/g, '|')
const bodyEndAt = endingOf(BODY)
/** What ends the name of an area. */
const AREA = '行政村|自然村|村|社区|镇|乡|街道|县|市|区|州|省|旗|屯|寨|苏木|嘎查|农场|林场|街'
const AREAS = new Set(AREA.split('|'))
const shapesIn = searchOf(`${BODY}|${AREA}`)
/** 村民, 市场, 区域: the letter is no end of a name here. */
const NOT_AREA =
  /^(?:村(?:民(?!委)|官|里|部|头|口|内|干部?|书记|支书|级|庄|容|史|道|规|医|务|晚|情|居|集体|子|BA|超|两委|党组织|主任|小(?:组|道)|中|后|东|西|南|北|边|外|间|寨|校|史|企)|市(?:场|民|容|级|委|里)|区(?:域|别|块|间|级)|县(?:里|级|城|直|域|上)|镇(?:里|上|区|域|直|级)|乡(?:村|里|风|亲|贤|土|情|镇|音|愁|间|邻|下)|街(?:头|巷|坊|上|景|边)|州(?!市)|省(?:级|委|里|钱|力|心|吃|时|直)|社区(?:干部|居民|工作)|旗(?:帜|下|前|手)|屯(?:兵|子))/
/** Ends of words after which a name begins. */
const STOPS = openLexicon({
  stop: '协调 年根底下 年底 吸引 届 年均 培训 辖区内 以前 腊月里 正月里 距 所来 局来 站来 团来 队来 组来 部来 院来 校来 提高 提升 增强 加快 规范 改善 推动 促进 强化 丰富 倡导 壮大 带动 激发 夯实 牵头 组成 个人 多人 余人 今年 去年 本年 每年 我们 咱们 胜任 薄弱 优秀 后进 软弱涣散 先进 位 余 全 为 我 咱 你们 他们 今天 今日 昨天 前天 昨日 明天 近日 日前 近期 连日来 上午 下午 晚上 早上 中午 今早 今晚 昨晚 当天 当日 此次 组织 为了 由 在 到 赴 于 从 来自 家住 住在 位于 走村 对 向 给 与 和 及 以及 让 被 把 帮 替 请 上报 报 转发 更正 书记 支书 主任 领导 大家 通知 一下 查下 全体 各 带领 走进 深入 来到 前往 参观 去 是 的 了 完 就 又 联合 邀请 会同 携手 依托 按照 根据 围绕 结合 通过 开展 召开 举行 举办 慰问 看望 走访 这几天 这两天 两天 三天 几天 刚才 刚刚 随后 其中 截至 目前 以来 至今 一个 每个 某些 讯 号 周 户 名 个 周一 周二 周三 周四 周五 周六 周日 周天 周末 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 期间 前夕 之际 节 活动 记者 通讯员 群众 党员 干部 村民 同志 老师 代表 进 做 做好 关于 发 有 给我 帮我 都 再 还有 另外 然后 晚 起 加强 推进 建立 成立 聘请 推荐 确定 指导 检查 督查 调研 支持 落实 学习 宣传 贯彻 服务 参加 列席 正逢 恰逢 逢 连夜 听课 参会 喊 现场 全部 其他 所有 这个 那个 本次 等 开 查 跟 说 先 那天 这天 主产区 一批 一帮 几个 喊起 叫上 隔壁 前头 后头 节前 节后 清扫 打扫 清理 清洁 整治 美化 绿化 粉刷 巡查 维护 修补 硬化',
})
const LONGEST_STOP = 4
/** One letter that may also begin a name: 后山村, 和平村, 向阳村, 对坡村. */
const SOFT = /^[和向对从由在到给于的了为报就都有进节周号等户名个请去来发做起晚又再开查跟说先]$/

/** Names of areas and bodies: what the gazetteer knows, then what has the shape of a name. In order, not overlapping. */
export function findPlaces(text: string, known: Known[] = []): PlaceFound[] {
  const found = [...fromGazetteer(text, known), ...byShape(text, known), ...wholes(text)]
  found.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  const out: PlaceFound[] = []
  for (const one of found) {
    const last = out.at(-1)
    if (!last || one.span[0] >= last.span[1]) out.push(one)
  }
  return out
}

function fromGazetteer(text: string, known: Known[]): PlaceFound[] {
  const found: PlaceFound[] = []
  for (const { name, aliases } of known) {
    for (const spelling of [name, ...aliases]) {
      for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + spelling.length)) {
        const tail = !/[村镇乡]$/.test(spelling) && /^[村镇乡]/.test(text.slice(at + spelling.length)) ? 1 : 0
        const end = bodyEnd(text, at + spelling.length + tail)
        const by = spelling === name ? '名录' : '别名'
        found.push({
          span: [at, end],
          text: text.slice(at, end),
          village: name,
          kind: 'area',
          confidence: 1,
          by,
        })
      }
    }
  }
  return found
}

/** 党支部 or two bodies on end (党委组织部), with 第一 before them. */
function bodyEnd(text: string, from: number): number {
  const end = bodyEndAt(text, from)
  return end < 0 ? from : Math.max(end, bodyEndAt(text, end))
}

function byShape(text: string, known: Known[]): PlaceFound[] {
  const found: PlaceFound[] = []
  let from = 0
  for (const { start: at, end } of shapesIn(text)) {
    if (at < from) continue
    const tail = text.slice(at, end)
    const isArea = AREAS.has(tail)
    const start = nameStart(text, at, tail.length, from)
    const lone = start === at
    // 大寨村, 新区村: the name goes on.
    if (/^[屯寨街区市州旗]$/.test(tail) && /[村镇乡]/.test(text.charAt(end))) continue
    if (tail === '州' && text.charAt(end) === '市') continue
    const stop = isArea ? areaEnd(text, end, tail) : bodyEnd(text, end)
    // 镇卫生院, 县委组织部: the area is part of the body's name.
    const led = isArea && lone && /^[县镇乡市区省州]$/.test(tail) && stop > end
    if (isArea && !led && (lone || !isName(text, at, start))) continue
    const name = text.slice(start, stop)
    if (name.length < 2 || NO_NAME.test(name)) continue
    // 村党支部书记例会: somebody's office, nobody's name.
    if (/^(?:村|社区|各村)?(?:党支部|党总支|党委)$/.test(name) && /^(?:副?书记|委员)/.test(text.slice(stop)))
      continue
    found.push({
      span: [start, stop],
      text: name,
      kind: kindOf(isArea, lone, name),
      ...homophone(name, known),
    })
    from = stop
  }
  return found
}

/** 残联, 组织部, 派出所: said without a place before it, one knows which. */
const BRANCH = /(?:机关)?第?[一二三四五六]?(?:党支部|党总支|党委|党组|支部)$/
const OFFICE =
  /[局所站院校厂社](?:机关)?党?(?:支部|总支)$|(?:农广校|党校|戏校|消防队|乌兰牧骑|[局所宫院]|(?<!支)部|残联|妇联|团委|工会|纪委|纪委监委|政法委|[一二三四五六七八九][中小院]|供销社|联社|银行|法庭|武装部|疾控中心|职教中心|服务区|文化馆|图书馆)$/

function kindOf(isArea: boolean, lone: boolean, name: string): PlaceFound['kind'] {
  if (lone && !/^第/.test(name) && !/[县镇乡市]/.test(name))
    return OFFICE.test(name.replace(BRANCH, '')) ? 'upper' : 'bare'
  return isArea ? 'area' : 'body'
}

const MORE =
  /[一-龥]{1,5}?(?:村|社区|镇|乡|街道|县|市|区)(?!民|里|部|干|级|上|场|容|规|风|情|亲|土|头|口|两委|书记|支书|庄|域|镇|局)/y
const STOP_ANY =
  /组织|为|在|到|赴|于|和|与|给|的|了|开|举|召|党|群众|干部|书记|村民|全|各|个|学习|委|有|对|今|昨|上午|下午|做|联合|志愿|环境|人居|美丽|主题|乡村|送|慰问|走访|帮|文化|文明|第|大家|来|去|搞|是|报/

/** 青石镇红柳沟村党支部: further areas and the body belong to the name. */
function areaEnd(text: string, from: number, area: string): number {
  MORE.lastIndex = from
  const next = /村|社区|屯|寨/.test(area) ? '' : (MORE.exec(text)?.[0] ?? '')
  const inner = next && !STOP_ANY.test(next) ? from + next.length : from
  if (/^[县镇乡市区省州]?委(?!员|托|会)/.test(text.slice(inner - 1, inner + 2)))
    return bodyEnd(text, inner + 1)
  const led =
    /^(?:驻|联|机关|人民调解|调解|村务监督|监督|环境卫生|中心|老年|青年|青少年|巾帼|党员|红色|“[^”]{1,6}”|[一-龥]{1,4}(?=[一-龥]局)|[一-龥]{1,2}(?=公司|银行))/.exec(
      text.slice(inner, inner + 8),
    )?.[0].length ?? 0
  const end = bodyEnd(text, inner + led)
  return end > inner + led ? end : bodyEnd(text, inner)
}

/** 个村, 两村, 全村, 村社区: no names. */
const NO_NAME =
  /^[的了着个些]|^接诊|下乡$|[兴离]村$|返乡$|^和美乡$|巡街$|^[名位个]|^(?:到|去|在)?(?:邻|外|别|隔壁)村$|^所(?:[小中]学|学校)|踩街$|^(?:一起)?上街$|^年轻村$|^赶市$|串寨$|侨乡$|^老乡镇$|杯[乡镇村县]$|该[村镇乡]$|^辖区|^(?:进|家庭|讲)(?:乡|农)?(?:村|农场)$|产区|大学生村$|[升国党红挂队彩军]旗$|^(?:返|下|故|家|水|城|他|回|同|异)乡$|任职村$|^(?:俺们?|阿拉|伲|偶们?)村|^[一二三四五六七八九十两几多\d]+(?:个|多|余|(?:村|镇|乡|社区|县|街道)$)|^[全各每某本该哪]|^(?:村|乡|镇|县|市|区|街道|社区)+$|^两支部|^老乡$|(?:老旧|各)小区$|^(?:辖|灾|山|景|片|园|校|库|城|牧|林|禁)区$|地区$|片区$|^村(?:寨|屯|社区|组|街)$|^(?:美丽|和美)?(?:乡|农)村$|^(?:驻|示范|脱贫|文明|先进|试点|重点|周边|各行政|进|入|下|帮扶|联系|包|空心)村$|^(?:大学|学校|小学|中学|公司|集团|办公室|委员会|政府|医院|银行|协会)$/

/** 上滩村医保: with a name of two letters or more before it, 村 ends that name whatever follows. */
function isName(text: string, index: number, start: number): boolean {
  const letter = text.charAt(index)
  // 讲乡村振兴
  if (/^乡村(?:振兴|建设|治理|旅游)/.test(text.slice(index - 1, index + 4))) return false
  // 学中央农村工作会议精神
  if (
    /^农村(?:工作|改革|发展|集体|信用|人居|环境|党|电商|公路|饮水|养老|基层)/.test(
      text.slice(index - 1, index + 4),
    ) &&
    index - start > 1
  )
    return false
  if (index - start >= 2 && /[村镇乡县社]/.test(letter)) return true
  return !NOT_AREA.test(text.slice(index, index + 6))
}

const NAME_MAX = 8

/** The longest of the stops that ends at `end`. */
function stopBefore(text: string, floor: number, end: number): string | undefined {
  return STOPS.last(text.slice(Math.max(floor, end - LONGEST_STOP), end))?.word
}

function nameStart(text: string, end: number, tail: number, floor: number): number {
  let start = end
  while (start > floor && end - start < NAME_MAX && /[一-龥]/.test(text.charAt(start - 1))) {
    const stop = stopBefore(text, floor, start)
    if (stop && !partOfName(text, start, end, tail, stop)) break
    start -= 1
  }
  // 民政所来枫树湾村: a body stands right before, and this is what it does.
  if (start === floor && floor > 0 && end - start > 2 && /[来去到进赴给]/.test(text.charAt(start)))
    return start + 1
  // 6支志愿服务队
  if (/[支个]/.test(text.charAt(start)) && /[\d一二三四五六七八九十几多余]/.test(text.charAt(start - 1)))
    return start + 1
  // “马背小喇叭”宣讲团
  const quoted = text.charAt(start - 1) === '”' ? text.lastIndexOf('“', start) : -1
  if (quoted >= floor && start - quoted < 14 && /^[一-龥]{0,4}[队团]$/.test(text.slice(start, end + tail)))
    return quoted
  // 5月里甘泉镇: the letter belongs to the date before it.
  if (/^\|[里份底初末中]/.test(text.slice(start - 1, start + 1)) && end - start > 2) return start + 1
  return start
}

/** 和平村: the stop letter stands where a name may begin and the name would be one letter long without it. */
function partOfName(text: string, start: number, end: number, tail: number, stop: string): boolean {
  // 安和县: a bare 县 after 和 is no name of its own.
  if (stop === '和' && end === start && tail === 1) return true
  // 查干套海嘎查, 呼和淖苏木
  if (stop === '查' && /^[干日哈]/.test(text.slice(start))) return true
  if (stop === '和' && text.charAt(start - 2) === '呼') return true
  // 前进农场, 跃进村
  if (stop === '进' && /[前跃奋]/.test(text.charAt(start - 2))) return true
  const area = tail === 1 || /^(?:社区|街道|嘎查|苏木|农场|林场|行政村|自然村)/.test(text.slice(end, end + 3))
  if (!SOFT.test(stop) || end - start !== 1 || !area) return false
  const before = text.charAt(start - 2)
  return before === '' || !/[一-龥]/.test(before) || stopBefore(text, 0, start - 1) !== undefined
}

const WHOLE =
  /全[县镇乡市区村州省旗盟]|[镇县乡]上|[镇县乡区市]里(?!的)|街道办(?!事处)|我们?[县镇乡区](?!里|上|委)|我们?街道/g

function wholes(text: string): PlaceFound[] {
  return matchesOf(text, WHOLE).map((match) => ({
    span: spanOf(match),
    text: match[0],
    kind: /^[全我]/.test(match[0]) ? ('whole' as const) : ('upper' as const),
    confidence: 0.6,
    by: '全县、全镇',
  }))
}

/** 红柳构村 sounds like 红柳沟村: taken, with less confidence. */
function homophone(name: string, known: Known[]): Pick<PlaceFound, 'village' | 'confidence' | 'by'> {
  for (const { name: real, aliases } of known) {
    for (const spelling of [real, ...aliases]) {
      if (spelling.length < 3 || name.length < spelling.length) continue
      if (soundOf(name.slice(0, spelling.length)) === soundOf(spelling))
        return { village: real, confidence: 0.8, by: '音近' }
    }
  }
  return { confidence: known.length ? 0.6 : 0.9, by: '字形' }
}
