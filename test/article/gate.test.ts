import { describe, expect, it } from 'vitest'
import { isIdentity, parseWordings } from '../../src/article/amiss.ts'
import { proofArticle } from '../../src/article/proof.ts'
import type { SourceRow } from '../../src/article/source.ts'
import { bareRow, templates, town } from './cast.ts'

const row = ({ number, ...known }: Partial<SourceRow> & { number: string }) => bareRow(number, known)

const rows = [
  row({
    number: '2025-0001',
    village: '张湾村',
    organizer: '张湾村党支部',
    date: '2025-03-05',
    category: 'volunteer',
    topic: '学雷锋志愿服务',
    location: '村文化广场',
    participants: 12,
    quantities: [{ value: 3, unit: '车', what: '清理垃圾' }],
  }),
  row({
    number: '2025-0002',
    village: '红柳沟村',
    organizer: '红柳沟村党支部',
    date: '2025-06-05',
    category: 'party_day',
    topic: '主题党日',
    participants: 32,
  }),
  row({
    number: '2025-0003',
    village: '上滩村',
    date: '2025-11-20',
    category: 'lecture',
    topic: '专题宣讲',
    participants: 103,
    personTimes: 25300,
    sessions: 3,
    quantities: [
      { value: 2.5, unit: '万元', what: '投入资金' },
      { value: 20000, unit: '份', what: '宣传品' },
    ],
  }),
  row({
    number: '2025-0004',
    village: '新渠村',
    date: '2025-12-28',
    category: 'study',
    topic: '党的二十届四中全会精神学习',
    participants: 30,
    participantsApprox: true,
    location: '新渠村新时代文明实践站',
    quantities: [
      { value: 15, unit: '户', what: '走访脱贫户' },
      { value: 4, unit: '名', what: '困难党员' },
    ],
  }),
]

const nobody = { name: '', villages: [], bodies: [], people: [] }
const wordings = parseWordings(templates.用词 ?? '')
const proof = (body: string, from = rows, known: Parameters<typeof proofArticle>[2] = nobody) =>
  proofArticle({ title: '', author: '', digest: '', body, pictures: [], backing: [] }, from, known, wordings)

describe('what the rows say may be said in any of the office’s ways', () => {
  it.each([
    '二〇二五年三月五日，张湾村十二名党员清理垃圾三车。',
    '2025年6月5日下午，红柳沟村党支部开展主题党日活动，32名党员参加。',
    '6月5日，红柳沟村组织三十二名党员开展主题党日。',
    '11月20日，上滩村开展专题宣讲3场，100余人参加，覆盖2.5万余人次。',
    '上滩村投入资金25000元，发放宣传品2万份。',
    '上滩村投入资金２．５万元，发放宣传品两万份。',
    '12月28日，新渠村约30人学习党的二十届四中全会精神，走访脱贫户15户、困难党员4名。',
    '新渠村30余人在新时代文明实践站集中学习。',
    '张湾村、红柳沟村共44人参加活动。',
    '张湾村12人、红柳沟村32人，合计44人（12+32=44）。',
    '全年4个村开展活动4场次。',
    '张湾村党支部书记说，下一步将把学雷锋活动常态化，让“一米阳光”照进千家万户。',
    '今年以来，红柳沟村扎实开展“三会一课”，以“五个一”为抓手，一件件民生实事落地见效。',
    '一、张湾村\n3月5日，张湾村12人参加。\n二、红柳沟村\n6月5日，红柳沟村32人参加。',
    '1. 张湾村：3月5日，12人参加。\n2. 红柳沟村：6月5日，32人参加。',
    '各村第一书记、驻村工作队、村“两委”成员，乡村振兴示范村，农村人居环境整治，村级组织，镇村两级，新农村建设，城乡融合，县乡村三级联动，本村合作社，专业合作社。',
    '3月5日至12月28日，全镇4个村开展活动。',
    '3月，张湾村开展志愿服务。',
    '专题宣讲覆盖25300人次。',
  ])('%s', (body) => {
    expect(proof(body)).toEqual([])
  })
})

describe('what they do not say is stopped', () => {
  it.each([
    '3月5日，张湾村13名党员参加。',
    '3月5日，张湾村12名党员清理垃圾3吨。',
    '3月5日，张湾村12人次参加。',
    '6月5日，张湾村12人参加。',
    '6月5日，红柳沟村12人参加。',
    '3月5日，红柳沟村12人参加。',
    '张湾村、红柳沟村共45人参加活动。',
    '张湾村12人、红柳沟村32人，合计45人（12+32=45）。',
    '张湾村13人、红柳沟村31人，合计44人（13+31=44）。',
    '上滩村投入资金2.6万元。',
    '上滩村投入资金2.5元。',
    '覆盖2.6万余人次。',
    '上滩村110余人参加。',
    '上滩村近100人参加专题宣讲。',
    '二〇二四年三月五日，张湾村十二名党员参加。',
    '3月5日，张弯村12人参加。',
    '3月5日，新张湾村12人参加。',
    '3月5日，下滩村12人参加。',
    '2月30日，张湾村12人参加。',
    '11月20日，上滩村开展专题宣讲4场。',
    '全年5个村开展活动。',
    '张湾村文明实践所荣获第一名，得票率达95%。',
    '3月5日9时30分，张湾村12人参加。',
    '张湾村李家湾合作社参加。',
    '新渠村走访脱贫户4户、困难党员15名。',
    '12月28日，新渠村30人整齐学习。',
    '张湾村党支部书记李刚带领12人参加。',
    '县委书记王大伟到张湾村调研。',
    '3月5日，张湾村壹拾叁人参加。',
    '3月五日，张湾村二十人参加。',
    '张湾村12名党员、8名群众参加。',
    '张湾村12.5人',
    '红柳沟村３３名党员',
  ])('%s', (body) => {
    expect(proof(body)).not.toEqual([])
  })
})

describe('a finding', () => {
  it('points at the words, names the nearest row, and speaks plainly', () => {
    expect(proof('3月5日，张湾村15名党员参加。')).toEqual([
      {
        kind: 'number',
        part: 'body',
        text: '15名',
        span: [8, 11],
        nearest: '2025-0001',
        say: '数字“15名”在所依据的台账里找不到，最接近的是 2025-0001（张湾村 12人），请核对或注明依据。',
      },
    ])
  })

  it('comes when a row was corrected since, although the message still says the old figure', () => {
    const corrected = row({
      number: '2025-0009',
      village: '张湾村',
      date: '2025-03-05',
      participants: 15,
      words: ['张湾村3月5日志愿服务12人'],
      entries: [{ by: '王芳', fields: { participants: 15 }, was: { participants: 12 } }],
    })
    expect(proof('3月5日，张湾村15人参加。', [corrected])).toEqual([])
    expect(proof('3月5日，张湾村12人参加。', [corrected])[0]?.kind).toBe('number')
  })

  it('comes for a row that was withdrawn', () => {
    const withdrawn = rows.map((one) => ({ ...one, state: 'withdrawn' }))
    expect(proof('3月5日，张湾村12人参加。', withdrawn)).not.toEqual([])
  })

  it('does not come for an hour that a message gave', () => {
    const told = row({
      number: '2025-0001',
      village: '张湾村',
      date: '2025-03-05',
      words: ['张湾村3月5日上午9点半开会'],
    })
    expect(proof('3月5日9时30分，张湾村开会。', [told])).toEqual([])
    expect(proof('3月5日9时20分，张湾村开会。', [told])).not.toEqual([])
  })
})

describe('words that must not go out', () => {
  it.each([
    ['private', '联系电话13800138000'],
    ['private', '联系电话１３８００１３８０００'],
    ['private', '身份证11010519491231002X'],
    ['private', '卡号4111 1111 1111 1111'],
    ['private', '走访困难群众李小四，送去慰问品'],
    ['slip', '布署下一步工作'],
    ['slip', '大家的的干劲'],
    ['slip', '开展开展活动'],
    ['forbidden', '帮助残废人'],
    ['link', '[详情](javascript:alert(1))'],
    ['picture', '![说明](图3)'],
  ])('%s: %s', (kind, body) => {
    expect(proof(body).map((one) => one.kind)).toContain(kind)
  })

  it('an identity number is told by its check digit', () => {
    expect(isIdentity('11010519491231002X')).toBe(true)
    expect(isIdentity('110105194912310021')).toBe(false)
  })

  it('leaders stand in the order of the town’s list', () => {
    const told = [row({ number: '2025-0001', words: ['周敏、赵主任参加'] })]
    expect(proof('赵主任、周敏参加。', told, town).map((one) => one.kind)).toEqual(['order'])
    expect(proof('周敏、赵主任参加。', told, town)).toEqual([])
  })
})
