import { expect, test } from 'vitest'
import { readAll } from '../../src/reading/read.ts'

const sentAt = '2026-06-10T16:20'
const heads = (text: string) => readAll(text, { sentAt }).map((r) => r.participants?.value ?? null)

/** One line per way of saying who came; every message is made up for its class. */
test.each<[string, number | null]>([
  ['柳河村昨天义务清边沟 男的19个女的8个 清了600米', 27],
  ['柳河村昨天放电影 看的人有二百多', 200],
  ['柳河村6月8日支部会 党员到了三十七 缺席4个', 37],
  ['柳河村昨天义务栽树 来了三十来口子', 30],
  ['柳河村昨天文艺晚会来了200多群众', 200],
  ['柳河村6月8日主题党日实到三十一个请假五个', 31],
  ['柳河村6月8日维权讲座 来听的妇女总共五十六个', 56],
  ['昨儿个刘家湾修水渠 上工的四十五个 干了大半天', 45],
  ['柳河村6月8日移风易俗宣传50人', 50],
  ['柳河村6月8日入户宣传医保政策8人', 8],
  ['柳河村6月8日党日 出席35 请假3', 35],
  ['单位：柳河村\n活动：金秋助学座谈会\n参加人数：22人（学生9名、家长13名）', 22],
  ['柳河村6月8日支部大会表决转正 有表决权的到会 27 人 转正1名', 27],
  ['柳河村6月8日述职会 述职的5名 来听的党员和代表61人', 61],
  ['6月8日，柳河村为7名党员过政治生日。全体党员53人到会。', 53],
  ['6月8日，柳河村举行集体婚礼，6对新人在300余名亲友的见证下喜结连理。', 300],
  ['柳河村6月8日宣誓，5名预备党员面向党旗宣誓，全体党员51名见证', 51],
  ['柳河村支部共有党员42名，6月8日主题党日参加36名', 36],
  ['柳河村6月8日培训，两个班各30人', 60],
  ['柳河村6月8日拔河 男女各40人', 80],
  ['柳河村6月8日帮五保户收麦 去了9个党员 4个小伙子', 13],
  ['柳河村6月8日慰问活动，村两委6人分3组走访老党员15名', 6],
  ['柳河村6月8日走访空巢老人，18名党员结对联系老人22位', 18],
  ['柳河村6月8日移风易俗劝导，村干部4人、理事会成员5人上门', 9],
  ['柳河村6月8日水稻培训 农技站来了2个老师 参训的种粮户五十八人', 58],
  ['柳河村6月8日劳动竞赛 三个组 每组8人 插秧6亩', 24],
  ['柳河村6月8日网格员13人全到 还来了两个民警 开例会', 13],
  ['柳河村6月8日联合党日 两村党员51人 其中我村24人', 51],
  ['柳河村6月8日党课 没请假的都来了 38', 38],
  ['柳河村6月8日集体婚礼 新人4对 来宾260', 260],
  ['柳河村6月8日暴雨排险 党员冲在前 17人 转移老人5名', 17],
  ['柳河村6月8日庭院评比 评比组5人 看了90户', 5],
  ['柳河村6月8日志愿者集结 20个红马甲上街捡垃圾', 20],
  ['柳河村6月8日村医给高血压病人随访 随访47人', null],
  ['柳河村6月8日看望老党员3名', null],
  ['柳河村6月8日给18名80岁以上老人体检', null],
  ['柳河村6月8日化解纠纷2起 涉及6人', null],
])('%s', (text, participants) => {
  expect(heads(text)).toEqual([participants])
})

test('morning and afternoon are two activities, each with those who came', () => {
  expect(heads('柳河村6月8日上午党员大会25人，下午主题党日22人')).toEqual([25, 22])
})

test('the same people on two days are person-times', () => {
  const [reading] = readAll('柳河村6月3日、6月5日分别开展理论学习，参加18人、20人', { sentAt })
  expect(reading?.participants).toBeUndefined()
  expect(reading?.personTimes?.value).toBe(38)
})

test.each<[string, number]>([
  ['柳河村发放慰问金4.74万元', 47400],
  ['柳河村喜事简办 3户算下来省了4万5', 45000],
  ['柳河村分红 108户都领到了 一共3万2千4', 32400],
])('money is kept in 元: %s', (text, value) => {
  const quantities = readAll(text, { sentAt }).flatMap((r) => r.quantities)
  expect(quantities).toContainEqual(expect.objectContaining({ value, unit: '元' }))
})
