import { describe, expect, it } from 'vitest'
import { KINDS } from '../../src/article/article.ts'
import { draftFrom } from '../../src/article/draft.ts'
import { proofArticle } from '../../src/article/proof.ts'
import type { SourceRow } from '../../src/article/source.ts'
import { parseTemplate } from '../../src/article/template.ts'
import { bareRow, noon, office, templates, town } from './cast.ts'
import { dice, rowOf } from './generated.ts'

const ODD: Record<string, SourceRow[]> = {
  'a row that knows nothing': [bareRow('2025-0001')],
  'no day': [bareRow('2025-0001', { village: '张湾村', topic: '主题党日', participants: 12 })],
  'two of one village': [
    bareRow('2025-0001', { village: '张湾村', date: '2025-03-05', category: 'study', participants: 12 }),
    bareRow('2025-0002', { village: '张湾村', date: '2025-03-09', category: 'study', participants: 15 }),
  ],
  'a list of days': [
    bareRow('2025-0001', { village: '张湾村', date: '2025-03-05,2025-03-07', topic: '义诊' }),
  ],
  'over the year’s end': [
    bareRow('2025-0001', { village: '张湾村', date: '2025-12-30/2026-01-02', topic: '慰问' }),
  ],
  'the town’s own': [
    bareRow('2025-0001', { organizer: '镇党委', date: '2025-03-05', topic: '第3期培训班', participants: 27 }),
  ],
  'thirty rows': Array.from({ length: 30 }, (_, index) => rowOf(index + 1, dice(index))),
}

describe.each(Object.entries(ODD))('%s', (_, rows) => {
  it.each(Object.keys(KINDS))('as %s: a title, whole sentences, nothing for the proof to find', (kind) => {
    const known = Object.keys(KINDS).find((one): one is keyof typeof KINDS => one === kind)
    const draft = draftFrom(rows, { town, templates, ...(known ? { kind: known } : {}) })
    if (kind !== 'notice' || rows[0]?.date) expect(draft.title).not.toBe('')
    expect(`${draft.title}${draft.digest}${draft.body}`).not.toMatch(/[{}〔〕]|undefined|null|，，|，。/)
    const findings = proofArticle({ ...draft, author: town.name }, rows, town)
    expect(findings).toEqual([])
  })
})

describe('the officer', () => {
  it('is told what a template lacks', () => {
    expect(() => parseTemplate('single', '标题：x\n正文')).toThrow('prompts/article/single.md')
  })

  it('may vouch for a word with a note, which stands in the record; never for an identity number', async () => {
    const { articles } = await office()
    const draft = await articles.draft({ rows: ['2025-0001'], by: '李强', at: noon })
    const body = `${draft.body}\n\n党支部书记孙伟参加。身份证11010519491231002X。`
    await articles.edit(draft.id, { seen: draft.version, change: { body }, by: '李强', at: noon })
    const vouch = (kind: string, text: string, note: string) =>
      articles.vouch(draft.id, { kind, text, note, by: '李强', at: noon })
    await expect(vouch('person', '孙伟', ' ')).rejects.toThrow('article/reason')
    await expect(vouch('private', '11010519491231002X', '核过')).rejects.toThrow('article/vouch')
    const vouched = await vouch('person', '孙伟', '电话向张湾村核实')
    expect(vouched.record.at(-1)?.say).toBe('放行“孙伟”：电话向张湾村核实')
    expect((await articles.proof(draft.id)).map((one) => one.kind)).not.toContain('person')
    await expect(articles.sign(draft.id, { step: 'first', by: '李强', at: noon })).rejects.toThrow(
      'article/barred',
    )
  })

  it('sees who changed it meanwhile, and sends back with a reason', async () => {
    const { articles } = await office()
    const draft = await articles.draft({ rows: ['2025-0001'], by: '李强', at: noon })
    const change = { title: '张湾村学雷锋' }
    await articles.edit(draft.id, { seen: draft.version, change, by: '李强', at: noon })
    await expect(
      articles.edit(draft.id, { seen: draft.version, change, by: '周敏', at: noon }),
    ).rejects.toThrow('article/stale')
    await articles.sign(draft.id, { step: 'first', by: '李强', at: noon })
    await expect(articles.sendBack(draft.id, { by: '周敏', reason: '', at: noon })).rejects.toThrow(
      'article/reason',
    )
    const back = await articles.sendBack(draft.id, { by: '周敏', reason: '标题太平', at: noon })
    expect([back.state, back.signatures]).toEqual(['returned', []])
    await expect(articles.sign(draft.id, { step: 'first', by: '李强', at: noon })).rejects.toThrow('标题太平')
  })

  it('cannot sign what rests on a row withdrawn since', async () => {
    const { articles, ledger } = await office()
    const draft = await articles.draft({ rows: ['2025-0001'], by: '李强', at: noon })
    await ledger.amend('2025-0001', { kind: 'withdrawn', source: { desk: '李强' }, by: '李强', at: noon })
    expect((await articles.proof(draft.id)).map((one) => one.kind)).toContain('row')
  })
})

describe('a draft by template reads like the office wrote it', () => {
  const draft = (...known: Partial<SourceRow>[]) =>
    draftFrom(
      known.map((one, index) =>
        bareRow(`2025-000${index + 1}`, { village: '张湾村', date: '2025-06-05', ...one }),
      ),
      { town, templates },
    )

  it.each([
    ['村民代表大会', '张湾村召开村民代表大会'],
    ['种植技术培训', '张湾村举办种植技术培训'],
    ['走访慰问困难党员', '张湾村走访慰问困难党员'],
    ['主题党日', '张湾村开展主题党日活动'],
    ['环境卫生整治志愿服务', '张湾村开展环境卫生整治志愿服务'],
    ['学习培训', '张湾村举办学习培训'],
  ])('%s: %s', (topic, title) => {
    expect(draft({ topic }).title).toBe(title)
  })

  it('says the scale in one sentence, the money last, and leaves out a place that is none', () => {
    const quantities = [
      { value: 2.5, unit: '万元', what: '硬化村道' },
      { value: 1.2, unit: '公里', what: '硬化村道' },
    ]
    const { body } = draft({
      topic: '硬化村道',
      location: '联合镇党校',
      sessions: 3,
      personTimes: 1200,
      quantities,
    })
    expect(body).toContain('活动中，硬化村道1.2公里、涉及资金2.5万元。活动共3场，覆盖1200人次。')
    expect(body).not.toContain('镇党校')
  })

  it('names those who did it together, one heading for a village, the year where it turns', () => {
    expect(draft({ organizer: '张湾村、上滩村', topic: '护水巡查' }).title).toBe('张湾村、上滩村开展护水巡查')
    const { body } = draft(
      { category: 'volunteer', topic: '清雪志愿服务' },
      { category: 'volunteer', topic: '清扫志愿服务', village: '上滩村', date: '2026-01-05' },
      { category: 'volunteer', topic: '护水志愿服务', date: '2025-07-01' },
    )
    expect(body.match(/^## .*/gm)).toEqual(['## 张湾村', '## 上滩村'])
    expect(body).toContain('2025年6月5日至2026年1月5日')
  })
})
