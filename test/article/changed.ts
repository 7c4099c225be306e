/** One thing changed in somebody else's article. */
export interface Change {
  kind: string
  at: number
  was: string
  become: string
}

const VILLAGES = ['张湾村', '红柳沟村', '上滩村', '下滩村', '新渠村']
const CHINESE = '一二三四五六七八九'
/** Another body, person, place or name in the place of the right one. */
const OTHERS: [kind: string, was: string, become: string][] = [
  ['person', '马强', '马刚'],
  ['person', '王芳', '王芬'],
  ['organisation', '镇党委', '镇政府'],
  ['organisation', '镇党委', '县党委'],
  ['organisation', '镇党校', '镇小学'],
  ['organisation', '党支部', '党总支'],
  ['organisation', '村党支部', '村妇联'],
  ['place', '村文化广场', '村文明广场'],
  ['place', '村史馆', '村部'],
  ['place', '村委会会议室', '村小学会议室'],
  ['place', '镇文化站', '镇文化馆'],
  ['place', '上游水库', '下游水库'],
  ['place', '文明实践站', '文明实践所'],
  ['place', '党群服务中心', '便民服务中心'],
  ['place', '村文化礼堂', '村文化大院'],
  ['name', '主题党日', '主题团日'],
  ['name', '百姓大舞台', '百姓小舞台'],
  ['name', '二十届三中', '二十届四中'],
  ['name', '专题党课', '专题团课'],
  ['name', '党建工作推进会', '党建工作座谈会'],
  ['thing', '面粉', '大米'],
  ['thing', '食用油', '酱油'],
  ['thing', '宣传单', '宣传画'],
]
const UNITS: Record<string, string[]> = {
  人次: ['人', '场'],
  ...{ 人: ['人次', '户'], 名: ['人次'], 位: ['人次'], 户: ['人'], 场: ['人', '份'], 场次: ['人'] },
  ...{
    套: ['份'],
    份: ['套'],
    车: ['吨'],
    个: ['份'],
    袋: ['份'],
    桶: ['吨'],
    本: ['份'],
    条: ['份'],
    次: ['人'],
  },
  ...{ 公里: ['米', '里'], 万元: ['元'], 元: ['万元'] },
}
const SENTENCES = [
  '县委书记李伟到场指导。',
  '全村共有56名党员参加了后续活动。',
  '活动还得到了利民公司的大力支持。',
  '柳河村也派人前来观摩学习。',
  '7月1日还将继续开展活动。',
  '群众满意度达98%。',
]

/** Every single change of every kind that the article has room for. */
export function changesOf(text: string): Change[] {
  return [
    ...numbers(text),
    ...chinese(text),
    ...villages(text),
    ...others(text),
    ...units(text),
    ...added(text),
  ]
}

export function apply(text: string, { at, was, become }: Change): string {
  return text.slice(0, at) + become + text.slice(at + was.length)
}

function numbers(text: string): Change[] {
  return [...text.matchAll(/\d+(?:\.\d+)?/g)].flatMap((match): Change[] => {
    const [was, at] = [match[0], match.index]
    const after = text.slice(at + was.length)
    if (/mp\.weixin\S*$/.test(text.slice(0, at)) || after.startsWith('. ')) return []
    const kind = /^[年月日—-]/.test(after) ? 'date' : 'digit'
    const last = Number(was.at(-1))
    const become = [1, 9].map((step) => was.slice(0, -1) + ((last + step) % 10))
    if (kind === 'digit' && was.length > 1) become.push(((Number(was[0]) % 9) + 1).toString() + was.slice(1))
    const heads = /^余?[人名](?!次)/.test(after) ? ['32', '15', '27', '46', '88', '36', '52'] : []
    return [
      ...become.map((one) => ({ kind, at, was, become: one })),
      ...heads.map((one) => ({ kind: 'headcount moved', at, was, become: one })),
    ].filter((one) => one.become !== was && one.become !== '0')
  })
}

function chinese(text: string): Change[] {
  return [...text.matchAll(/[一二三四五六七八九十百千]+(?=[车份名位户袋桶场本月日])/g)].flatMap(
    (match): Change[] => {
      const was = match[0]
      const at = [...was].findLastIndex((one) => CHINESE.includes(one))
      // 一名, 十日: nothing to change that would still be a number of the same form.
      if (at < 0 || was === '一' || text[match.index - 1] === '第') return []
      const next = CHINESE[CHINESE.indexOf(was[at] ?? '') + 1]
      if (!next) return []
      return [{ kind: 'numeral', at: match.index, was, become: was.slice(0, at) + next + was.slice(at + 1) }]
    },
  )
}

function places(text: string, word: string): number[] {
  return [...text.matchAll(new RegExp(word, 'g'))].map((match) => match.index)
}

function villages(text: string): Change[] {
  return VILLAGES.flatMap((was) =>
    places(text, was).flatMap((at) =>
      [...VILLAGES.filter((one) => one !== was), `李${was.slice(1)}`, was.replace(/.村$/, '岭村')].map(
        (become) => ({
          kind: 'village',
          at,
          was,
          become,
        }),
      ),
    ),
  )
}

function others(text: string): Change[] {
  return OTHERS.flatMap(([kind, was, become]) => places(text, was).map((at) => ({ kind, at, was, become })))
}

function units(text: string): Change[] {
  const pattern =
    /(?<=[\d余多二三四五六七八九十百千])(?:人次|人|名|位|户|车|份|个|袋|桶|场次|场|套|公里|万元|元|本|条|次)(?![\d年月])/g
  return [...text.matchAll(pattern)].flatMap((match) =>
    (UNITS[match[0]] ?? []).map((become) => ({ kind: 'unit', at: match.index, was: match[0], become })),
  )
}

function added(text: string): Change[] {
  const at = text.trimEnd().length
  return SENTENCES.map((one) => ({ kind: 'sentence added', at, was: '', become: `\n\n${one}` }))
}
