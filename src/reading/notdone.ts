import type { Count } from './count.ts'
import { isHead } from './roles.ts'

/** Why a number with a unit still counts nothing that was done; null where it does. */
export function notDone(text: string, count: Count): string | null {
  const near = text.slice(Math.max(0, count.span[0] - 8), count.span[0])
  const next = text.slice(count.span[1], count.span[1] + 12)
  if (count.because && /^(?:容量|计划的数|名额|名次)/.test(count.because)) return count.because
  if (count.unit.kind === 'person' && count.number.upTo !== undefined) return '几到几的约数，不作数量'
  return (
    wayOrShare(text, count, near, next) ??
    (count.value === 1 && !/\d/.test(text.slice(...count.span)) ? loneOne(text, count, near, next) : null) ??
    manner(count, near, next)
  )
}

function wayOrShare(text: string, count: Count, near: string, next: string): string | null {
  if (
    count.unit.kind === 'length' &&
    /往返|来回|全程|距|坐车|步行|骑行|驱车|车程|行程|徒步|外的|远|一直扫到|(?<!隔)离/.test(near + count.after)
  )
    return '路程，不是数量'
  if (isRoute(count, near, next)) return '路线的长度，不是数量'
  if (/^[轮项]$/.test(count.unit.unit) && /^(?:的)?(?:角逐|比拼|投票|较量|激战|比赛|推荐|打分)/.test(next))
    return '几轮比拼，不是数量'
  if (/^[趟回]$/.test(count.unit.unit) && /来回|往返/.test(near)) return '路程，不是数量'
  if (/海拔(?:约|达|超过)?$/.test(near)) return '海拔，不是数量'
  // 全村286户中已有271户签订; 全村31名退役军人中有26名参加
  if (
    /全[镇村县乡市区校][^，。\d]{0,3}$/.test(near) &&
    /^[一-龥]{0,6}(?:中|里)(?:已|只)?(?:有|到)/.test(text.slice(count.span[1], count.span[1] + 12))
  )
    return '全部的数，办到的另有数'
  if (heldTogether(count, next)) return '合办的单位，不是数量'
  if (/动辄[^，。]{0,4}$/.test(near)) return '往常的说法，不是数量'
  if (count.unit.unit === '个' && /^等次/.test(next)) return '等次的分法，不是数量'
  if (/(?:占地|建筑面积|占地面积)(?:约|达)?$/.test(near)) return '占地的大小，不是数量'
  if (/排名后$/.test(near)) return '名次，不是数量'
  if (/平均|人均|户均|每[人户天次场月年桌]|每个|每名|每位/.test(near.slice(-4)) && isHead(count))
    return '平均数，不是人数'
  if (
    /^个?$/.test(count.unit.unit) &&
    /(?:全[镇县乡市区]|辖区)[^，。]{0,4}$/.test(near) &&
    /^(?:村|社区|乡镇|镇|行政村|支部|单位|部门|街道)[^，。]{0,6}的(?![^，。]{0,24}(?:进行|开展)了?(?:督查|检查|督导|抽查|考核|巡查|验收|评估))/.test(
      text.slice(count.span[1]),
    )
  )
    return '来自哪些村，不是数量'
  if (
    /(?:(?:降|减|压缩|缩|加|增)(?:少|低|加)?(?:到|至|为)|从(?:平均|原来的?|过去的?|以前的?)?)[^，。]{0,2}$/.test(
      near,
    )
  )
    return '前后对比的说法，不是数量'
  if (
    /由每?[一-龥]{0,2}$/.test(near) &&
    /^[^，。]{0,4}(?:降|减|升|增|提高|变|改)/.test(text.slice(count.span[1], count.span[1] + 8))
  )
    return '前后对比的说法，不是数量'
  return null
}

/** 桥全长64米, 5公里赛道, 全长4公里的步道: how long it is, not what was done of it. */
function isRoute(count: Count, near: string, next: string): boolean {
  if (/全长(?:约)?$/.test(near) && /^的/.test(next)) return true
  return (
    count.unit.kind === 'length' &&
    (/(?:组别|爬升|赛道|跑道|线路|路线|桥|船|[垸河江大]堤)[^，。]{0,2}(?:全长|长)$|水位[^，。]{0,2}$|沿$/.test(
      near,
    ) ||
      /^(?:赛道|跑道|处(?!理))/.test(next))
  )
}

/** 两个支部联合, 两家单位的党员, 三家在村部: who held it together. */
function heldTogether({ unit, value, after }: Count, next: string): boolean {
  if (value >= 4) return false
  if (unit.unit === '个') return /^支部(?:签|一起|一块|联合|共同|合|凑)/.test(next)
  return unit.unit === '家' && (/^单位的/.test(next) || /^(?:在|一起|一块|合|联|共同|支部)/.test(after))
}

/** Verbs of giving and doing: 送了一床被子 is a thing given. */
const GAVE =
  /(?:送|捐|赠|发|献|买|带来|领|奖|添|装|修|建|挖|打|杀|换|调解|化解|处理|劝|调|立|挂|栽|种|搭|架|铺)(?:了|出|上|来|去|成|好|到|给)?(?:[一-龥]{0,6}[\d一二两三四五六七八九十][一-龥]{1,4})?$/

/** 一个蛋糕, 一次, 一席一桌, 头一堂: 一 is mostly no number. */
function loneOne(text: string, count: Count, near: string, next: string): string | null {
  if (count.because?.includes('没落') || count.because?.includes('一个人')) return count.because
  if (
    /没[一-龥]{0,2}$/.test(near) ||
    (/^[位人名户家]$/.test(count.unit.unit) && (/\d$/.test(near) || /^[^，。 ]{0,4}[一二两俩\d]/.test(next)))
  )
    return '没有、分摊的说法，不是数量'
  if (/^(?:[一二三]等|优秀|优胜|特等|金|银|铜)奖/.test(next)) return null
  if (/^[亩斤吨]$/.test(count.unit.unit) && /^ ?\d/.test(next)) return '单价的说法，不是数量'
  if (/最(?:[一-龥]{1,3}的|[大小重长高轻])$/.test(near)) return '举的例，不是数量'
  if (/^[名位人]$/.test(count.unit.unit) && /^(?:是|有|来自|叫)/.test(next)) return '说的是其中一个，不是数量'
  if (/^[串帮群]$/.test(count.unit.unit) && !/\d/.test(next)) return '“一串”一类的说法，不是数量'
  if (/每[到进走去]?$/.test(near)) return '“每到一户”一类的说法，不是数量'
  if (/每[人户家名位][^，。]{0,6}$/.test(near)) return null
  if (
    !/每[^，。]{0,6}$/.test(near) &&
    /(?:[一二三四五六七八九十\d]?[人户家桌席盒天晚]|头|同|这|那|哪|某|每|另|任)$/.test(near)
  )
    return '“一人一件”一类的说法，不是数量'
  if (/^(?:[一-龥]{0,2}(?:不过|不超|不得|不准|最多)|[一二三四五六七八九十][一-龥])/.test(next))
    return '限额或分摊，不是数量'
  if (/^[个份种次回家门条场番面道类把]$/.test(count.unit.unit) && !/贺卡|书/.test(count.after))
    return GAVE.test(count.before) && /^[条面把份]$/.test(count.unit.unit)
      ? null
      : '“一个”一类的说法，不是数量'
  if (/^[名位人]$/.test(count.unit.unit) && /^[^，。]{0,8}(?:说|笑|表示|介绍|告诉|感慨|竖起|激动)/.test(next))
    return '说话的人，不是数量'
  if (
    /^[片处堂阵声身批拨斤肚脸地桌盒件台双段座枚]$/.test(count.unit.unit) &&
    !GAVE.test(count.before) &&
    !/[，。； ]$|^$/.test(next.slice(0, 1))
  )
    return '“一片”一类的说法，不是数量'
  if (count.unit.unit === '堂' || (/^[片身阵声]$/.test(count.unit.unit) && !GAVE.test(count.before)))
    return '“一片”一类的说法，不是数量'
  // 一张贺卡、一句寄语、一份初心: said for the sound of it.
  const around = text.slice(Math.max(0, count.span[0] - 9), count.span[1] + 9)
  if (/一[一-龥]{2,7}、一[一-龥]/.test(around)) return '排比的说法，不是数量'
  return count.unit.kind === 'occasion' ? '“一次”一类的说法，不是数量' : null
}

function manner(count: Count, near: string, next: string): string | null {
  // “红色五员”卫士
  if (
    near.lastIndexOf('“') > near.lastIndexOf('”') &&
    /^[一-龥]{0,3}”/.test(next) &&
    !/[元份人]$/.test(count.unit.unit)
  )
    return '引号里的说法，不是数量'
  if (/^["“”+]|“/.test(near.slice(-1)) && /[“"]/.test(near) && !/[”"]/.test(near))
    return '引号里的说法，不是数量'
  if (/分(?:为|成|别)?$/.test(count.before) && /^[期批类次]/.test(count.unit.unit))
    return '分组分批，不是数量'
  if (count.unit.kind === 'money' && /是$/.test(near) && /^的(?:[，。 ]|$)/.test(next))
    return '单价，不是花的钱'
  if (count.unit.unit === '队' && count.value < 10 && /^(?:拿|赢|得了|输|第)/.test(next))
    return '队的编号，不是数量'
  if (count.unit.kind === 'money' && /(?:要花|需花|得花|动辄|过去|以前|原来)[^，。]{0,4}$/.test(count.before))
    return '说的是往常的花费'
  if (/\+/.test(near.slice(-1))) return '固定说法，不是数量'
  if (/^装(?!修|满|车|上|的(?:树|货))/.test(next)) return '包装的大小，不是数量'
  if (
    count.unit.unit === '组' &&
    /^[李王张刘赵陈杨黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾][一-龥]{0,2}(?:家|大爷|大娘|老汉|奶奶|叔|婶|嫂)/.test(
      next,
    )
  )
    return '村民小组的编号，不是数量'
  if (
    count.unit.unit === '组' &&
    (/^(?:今|昨|在|赢|得|输|的|队)/.test(next) || /(?:我们|咱们?|咱|[村在])$/.test(near))
  )
    return '村民小组的编号，不是数量'
  if (
    count.unit.unit === '组' &&
    count.value < 10 &&
    /^[^，。]{0,4}的?(?:路|渠|塘|井|段|水沟|桥)|^ ?(?:地|院|坝|田|林)/.test(next)
  )
    return '村民小组的编号，不是数量'
  if (count.unit.unit === '栋' && /^(?:\d|[一二三四五六七八九]|的父|的住户|楼)/.test(next))
    return '楼栋的编号，不是数量'
  return null
}
