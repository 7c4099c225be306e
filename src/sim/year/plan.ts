import type { Category } from '../../reading/category.ts'

/**
 * What happens in the simulated year: the counts behind the figures of a township's work report (the seed's 25 lines),
 * and beside them the everyday activities that no figure may count by mistake.
 */
export interface Planned {
  /** Who does it: a body, or `villages` / `communities` / `places` for one of them each time. */
  by: '镇党委' | '镇党校' | '镇机关' | 'villages' | 'communities' | 'places' | 'each village'
  category: Category
  /** `{n}` is the number of the time. */
  topics: string[]
  times: number
  heads?: [least: number, most: number]
  /** All heads of all times together. */
  headsTotal?: number
  personTimesTotal?: number
  quantity?: { unit: string; what: string[]; total: number }
}

export const PLAN: Planned[] = [
  { by: '镇党委', category: 'study', topics: ['主题教育集中学习'], times: 12, heads: [38, 52] },
  {
    by: 'places',
    category: 'lecture',
    topics: ['主题教育宣讲', '主题教育专题宣讲'],
    times: 113,
    personTimesTotal: 18_420,
  },
  { by: '镇党委', category: 'study', topics: ['党委理论学习中心组学习'], times: 15, heads: [12, 18] },
  { by: '镇机关', category: 'study', topics: ['干部集中学习'], times: 18, heads: [45, 60] },
  { by: '镇党委', category: 'study', topics: ['传达学习上级全会精神'], times: 23, heads: [30, 55] },
  { by: '镇党委', category: 'training', topics: ['党建专题培训'], times: 12, heads: [39, 80] },
  { by: '镇党委', category: 'study', topics: ['专题研讨'], times: 9, heads: [15, 30] },
  { by: '镇党委', category: 'inspection', topics: ['第{n}轮村级党建资料专项督查'], times: 7 },
  { by: 'places', category: 'lecture', topics: ['专题党课'], times: 20, personTimesTotal: 2_980 },
  { by: 'places', category: 'party_day', topics: ['主题党日宣讲'], times: 23, personTimesTotal: 3_912 },
  { by: '镇党校', category: 'training', topics: ['基层干部培训班'], times: 1, personTimesTotal: 132 },
  {
    by: 'villages',
    category: 'cadre',
    topics: ['调整村党支部书记'],
    times: 6,
    quantity: { unit: '名', what: ['书记'], total: 6 },
  },
  {
    by: 'places',
    category: 'cadre',
    topics: ['调整“两委”委员'],
    times: 8,
    quantity: { unit: '名', what: ['委员'], total: 11 },
  },
  { by: 'each village', category: 'training', topics: ['村党支部书记培训'], times: 27, heads: [1, 1] },
  {
    by: 'villages',
    category: 'training',
    topics: ['学历提升'],
    times: 5,
    headsTotal: 6,
  },
  {
    by: '镇党委',
    category: 'contest',
    topics: ['县级擂台比武'],
    times: 1,
    quantity: { unit: '名', what: ['一等奖'], total: 1 },
  },
  {
    by: 'communities',
    category: 'contest',
    topics: ['社区书记擂台比武'],
    times: 3,
    quantity: { unit: '名', what: ['一等奖', '二等奖', '三等奖'], total: 3 },
  },
  { by: '镇党委', category: 'training', topics: ['发展对象培训班'], times: 2, headsTotal: 57 },
  {
    by: 'places',
    category: 'volunteer',
    topics: ['环境整治志愿服务', '敬老志愿服务', '义务植树', '护学志愿服务', '清扫积雪志愿服务'],
    times: 306,
    heads: [8, 40],
  },
  {
    by: 'places',
    category: 'service',
    topics: ['为民办实事'],
    times: 236,
    quantity: { unit: '件', what: ['实事'], total: 425 },
  },
  {
    by: 'places',
    category: 'culture',
    topics: ['广场舞比赛', '文艺演出', '农民运动会', '红歌比赛', '戏曲专场'],
    times: 84,
    heads: [60, 320],
    quantity: { unit: '份', what: ['宣传品'], total: 20_640 },
  },
  {
    by: 'each village',
    category: 'customs',
    topics: ['好媳妇好婆婆评选'],
    times: 27,
    quantity: { unit: '人', what: ['好媳妇好婆婆'], total: 65 },
  },
  {
    by: 'places',
    category: 'customs',
    topics: ['婚丧简办'],
    times: 71,
    quantity: { unit: '件', what: ['婚丧简办'], total: 102 },
  },
  // Everyday life, which no line of the report counts.
  {
    by: 'places',
    category: 'party_day',
    topics: ['主题党日义务劳动', '主题党日走访老党员', '主题党日学习党章'],
    times: 445,
    heads: [14, 45],
  },
  {
    by: 'places',
    category: 'meeting',
    topics: ['支委会', '党员大会', '党小组会'],
    times: 620,
    heads: [5, 42],
  },
  { by: 'places', category: 'mentor', topics: ['导师帮带入户指导'], times: 40, heads: [2, 6] },
  { by: 'places', category: 'birthday', topics: ['党员政治生日'], times: 120, heads: [6, 24] },
]
