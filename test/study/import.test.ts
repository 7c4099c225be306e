import { describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { at } from '../../src/clock.ts'
import { readSheet, writeXlsx } from '../../src/outside/sheet.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { importPlan, previewPlan } from '../../src/study/import.ts'
import { clockIn } from '../../src/study/import-cells.ts'
import { openPlan, type PlannedSession } from '../../src/study/plan.ts'
import { TOWN } from './town.ts'

const NOW = at('2026-03-01', '09:00')
const WHO = { sheet: '学习计划.xlsx', by: '李强', at: NOW }

async function house(shelf = memoryShelf<PlannedSession>()) {
  const plan = await openPlan([], shelf)
  const preview = (cells: (string | number | null)[][]) => previewPlan(cells, { town: TOWN, plan, now: NOW })
  return { plan, preview, shelf }
}

describe('a study plan from a spreadsheet', () => {
  it('is read by its headings, wherever they stand, and planned once', async () => {
    const { plan, preview, shelf } = await house()
    const cells = [
      ['青石镇2026年度理论学习计划', null, null, null, null, null, null],
      ['序号', '学习内容', '日期', '时间', '地点', '群', '材料链接'],
      [1, '党章', '2026年3月6日（周五）', '下午3点半', '镇党校', '党员学习群', 'https://e.invalid/1'],
      [2, '支部工作条例', '2026/4/3', 0.625, '', '', '见附件'],
      [null, null, null, null, null, null, null],
      [3, '一月的', '2026-01-05', '9:00', '', '', ''],
    ]
    const seen = preview(cells)
    expect(seen.faults).toEqual([])
    expect(seen.unknown).toEqual(['序号'])
    expect(seen.lines.map(({ line, skip }) => [line, skip])).toEqual([
      [3, undefined],
      [4, undefined],
      [6, '已过'],
    ])
    expect(seen.lines[0]?.session).toMatchObject({
      ...{ title: '党章', day: '2026-03-06', time: '15:30', place: '镇党校', groups: ['党员学习群'] },
      ...{ remindBefore: 60, category: 'study', link: 'https://e.invalid/1' },
    })
    expect(seen.lines[1]).toMatchObject({
      session: { time: '15:00', groups: ['党员学习群'] },
      notes: ['没写群，发到 党员学习群', '材料“见附件”不是网址，没有带上'],
    })
    expect((await importPlan(seen, plan, WHO)).map(({ title }) => title)).toEqual(['党章', '支部工作条例'])
    expect(preview(cells).lines.map(({ skip }) => skip)).toEqual(['已有', '已有', '已过'])
    expect(await importPlan(seen, plan, WHO)).toEqual([])
    const again = await house(shelf)
    expect(again.plan.sessions().map(({ day }) => day)).toEqual(['2026-03-06', '2026-04-03'])
    expect((await shelf.list())[0]).toMatchObject({ from: '学习计划.xlsx 第 3 行', by: '李强' })
  })

  it('names each fault by its cell, and then plans nothing', async () => {
    const { plan, preview } = await house()
    const seen = preview([
      ['主题', '日期', '时间', '类别', '群', '提前分钟'],
      ['好的', '2026-03-06', '15:00', '主题党日', '党员学习群', '30分钟'],
      ['', '三月六日', '傍晚', '唱歌', '广场舞群', '半小时'],
    ])
    expect(seen.faults).toEqual([
      'A3（主题） 没有写主题',
      'B3（日期） 日期“三月六日”看不懂，请写成 2026-03-05',
      'C3（时间） 时间“傍晚”看不懂，请写成 15:00',
      'D3（类别） 类别“唱歌”不是台账里的类别，可以写“理论学习”“主题党日”等',
      'E3（群） 群“广场舞群”不在本镇文件里',
      'F3（提前分钟） 提前分钟“半小时”应当是一个整数',
    ])
    expect(seen.lines[0]?.session).toMatchObject({ category: 'party_day', remindBefore: 30 })
    await expect(importPlan(seen, plan, WHO)).rejects.toThrow('还有 6 处要改')
    expect(plan.sessions()).toEqual([])
    expect(() =>
      preview([
        ['姓名', '电话'],
        ['王芳', '1'],
      ]),
    ).toThrow('没有找到表头')
  })

  it('takes a real .xlsx, with day and hour in one column', async () => {
    const { preview } = await house()
    const columns = [
      { title: '学习主题', width: 20 },
      { title: '时间', width: 20 },
    ]
    const bytes = await writeXlsx({ name: '计划', columns, rows: [['党章', '2026-03-06 9:30']] })
    expect(preview(await readSheet(bytes)).lines[0]?.session).toMatchObject({
      day: '2026-03-06',
      time: '09:30',
    })
  })

  it('keeps the hour that Excel keeps with a day, or alone', async () => {
    const moment = (...parts: [number, number, number, number, number]) => new Date(Date.UTC(...parts))
    const cell = (value: Date, format: string) => ({ value, type: Date, format })
    const heading = ['主题', '日期', '时间'].map((value) => ({ value }))
    const buffer = await writeExcelFile([
      heading,
      [
        { value: '党章' },
        cell(moment(2026, 2, 6, 0, 0), 'yyyy-mm-dd'),
        cell(moment(1899, 11, 30, 9, 30), 'hh:mm'),
      ],
      [{ value: '条例' }, cell(moment(2026, 2, 7, 14, 0), 'yyyy-mm-dd hh:mm'), null],
    ]).toBuffer()
    const { preview } = await house()
    const { lines, faults } = preview(await readSheet(new Uint8Array(buffer)))
    expect(faults).toEqual([])
    expect(lines.map(({ session }) => `${session.day} ${session.time}`)).toEqual([
      '2026-03-06 09:30',
      '2026-03-07 14:00',
    ])
  })

  it.each([
    ['15:00', '15:00'],
    ['15：00'.normalize('NFKC'), '15:00'],
    ['下午3点', '15:00'],
    ['上午9时30分', '09:30'],
    ['15:00-17:00', '15:00'],
    ['0.375', '09:00'],
    ['0.6458333333333334', '15:30'],
    ['2026-03-06', undefined],
    ['25:00', undefined],
    ['傍晚', undefined],
  ])('the hour of “%s” is %s', (words, hour) => expect(clockIn(words)).toBe(hour))
})
