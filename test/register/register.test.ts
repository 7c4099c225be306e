import { beforeEach, describe, expect, it } from 'vitest'
import { at } from '../../src/clock.ts'
import type { Batch } from '../../src/register/change.ts'
import { datesJob } from '../../src/register/dates-job.ts'
import { exportSheet, findRecords, historyOf, shownValue } from '../../src/register/export.ts'
import { fieldOf } from '../../src/register/kinds.ts'
import { textIn } from '../../src/register/record.ts'
import { openRegisters, type Registers } from '../../src/register/register.ts'
import { importSheet, previewSheet } from '../../src/register/sheet.ts'
import { dueFor, stageFaults, stageOf } from '../../src/register/stages.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import type { Role } from '../../src/town.ts'
import { town } from '../desk/town.ts'

const AT = '2023-06-02T09:00:00.000+08:00'
const ACT = { sheet: '党员.xlsx', on: '2023-01-01', by: '吴磊', at: AT }
const SHEET = [
  ['青石镇党员名册（2023年）'],
  ['姓 名', '性别', '所属支部', '入党时间', '是否流动党员', '手机号码', '身份证号码', '备注'],
  ['张三丰', '男', '张湾村党支部', '1998.7.1', '否', '13812345678', '620102197001011234', '老党员'],
  ['', '', '', '', '', '', '', ''],
  ['李秀兰', '女', '上滩村党支部', '2005年3月', '是', '13900001111', '', ''],
]

let shelf = memoryShelf<Batch>()
let registers: Registers
beforeEach(async () => {
  shelf = memoryShelf<Batch>()
  registers = await openRegisters(shelf)
})

async function load(sheet = SHEET) {
  return importSheet(previewSheet('members', sheet, registers), registers, ACT)
}

describe('importing a spreadsheet', () => {
  it('finds the heading line under a title, knows other headings, and shows what it would do', () => {
    const preview = previewSheet('members', SHEET, registers)
    expect(preview.faults).toEqual([])
    expect(preview.columns.map((column) => column.label ?? '（不用）')).toEqual([
      '姓名',
      '性别',
      '所在支部',
      '入党日期',
      '流动党员',
      '联系电话',
      '身份证号',
      '（不用）',
    ])
    expect(preview.lines.map(({ line, does }) => [line, does])).toEqual([
      [3, 'enters'],
      [5, 'enters'],
    ])
    expect(preview.lines[1]?.values).toMatchObject({ joined: '2005-03-01', flowing: true })
    expect(registers.records('members')).toEqual([])
  })

  it('tells every fault by its cell, and then imports nothing', async () => {
    const bad = [
      ...SHEET,
      ['王五', '妇', '新渠村党支部', '去年', '大概', '1', '', ''],
      ['张三丰', '男', '张湾村党支部', '1998.7.1', '否', '', '', ''],
      ['', '男', '张湾村党支部', '1998.2.30', '否', '', '', ''],
    ]
    const preview = previewSheet('members', bad, registers)
    expect(preview.faults.map(({ cell }) => cell)).toEqual(['B6', 'D6', 'E6', 'A7', 'A8', 'D8'])
    expect(preview.faults[0]?.say).toContain('只能是男、女')
    await expect(importSheet(preview, registers, ACT)).rejects.toMatchObject({ code: 'register/import' })
    expect(await shelf.list()).toEqual([])
  })

  it('says which headings are missing', () => {
    const preview = previewSheet(
      'members',
      [
        ['姓名', '支部'],
        ['张三', '张湾村党支部'],
      ],
      registers,
    )
    expect(preview.faults).toEqual([{ cell: 'A1', say: '表头缺少“入党日期”。' }])
    const none = previewSheet('members', [['甲', '乙']], registers)
    expect(none.faults[0]?.say).toContain('没有找到表头')
  })

  it('imported again: what is the same stays, what differs is a change with what stood before', async () => {
    await load()
    const changed = structuredClone(SHEET)
    const line = changed[4]
    if (line) line[5] = '13711112222'
    expect(previewSheet('members', changed, registers).lines.map(({ does }) => does)).toEqual([
      'same',
      'changes',
    ])
    await load(changed)
    const [, second] = registers.records('members')
    expect(second?.version).toBe(2)
    expect(second?.history[1]).toMatchObject({
      was: { phone: '13900001111' },
      values: { phone: '13711112222' },
    })
    expect(registers.records('members')).toHaveLength(2)
  })

  it('is one record on the shelf, and stands again after a restart', async () => {
    await load()
    expect(await shelf.list()).toHaveLength(1)
    const again = await openRegisters(shelf)
    expect(again.records('members')).toEqual(registers.records('members'))
  })
})

describe('changes', () => {
  it('keep the history: the register of an earlier day is still there', async () => {
    await load()
    const id = registers.records('members')[0]?.id ?? ''
    const source = { desk: '名册页' }
    await registers.change('members', [{ record: id, kind: 'left', on: '2023-05-01', values: {}, source }], {
      by: '吴磊',
      at: AT,
    })
    expect(registers.records('members')).toHaveLength(1)
    expect(registers.records('members', '2023-04-30')).toHaveLength(2)
    expect(registers.records('members', '2022-12-31')).toEqual([])
    expect(registers.everyone('members')[0]).toMatchObject({ until: '2023-05-01' })
  })

  it('are refused when another came in between, when the value does not fit, when there is no such record', async () => {
    await load()
    const id = registers.records('members')[0]?.id ?? ''
    const change = (values: Record<string, unknown>, record = id) =>
      registers.change(
        'members',
        [{ record, on: '2023-06-01', values, source: { desk: '名册页' }, seen: 1 }],
        { by: '吴磊', at: AT },
      )
    await change({ phone: '13700000000' })
    await expect(change({ phone: '13600000000' })).rejects.toMatchObject({ code: 'register/stale' })
    await expect(change({ joined: '很久以前' })).rejects.toMatchObject({ code: 'register/value' })
    await expect(change({}, 'members-9999')).rejects.toMatchObject({ code: 'register/no-record' })
    expect(registers.records('members')[0]?.version).toBe(2)
  })

  it('made at the same moment do not take the same number', async () => {
    const enter = (name: string) =>
      registers.change(
        'leads',
        [{ on: '2023-06-01', values: { name, village: '张湾村' }, source: { desk: '名册页' } }],
        { by: '吴磊', at: AT },
      )
    await Promise.all(['甲', '乙', '丙'].map(enter))
    expect(registers.records('leads').map(({ id }) => id)).toEqual(['leads-0001', 'leads-0002', 'leads-0003'])
    expect((await openRegisters(shelf)).records('leads')).toHaveLength(3)
  })
})

describe('what is shown', () => {
  it('covers personal data but for those who keep the register', async () => {
    await load()
    const records = registers.records('members')
    const [, covered] = exportSheet('members', records, ['editor'])
    expect(covered).toEqual([
      '张三丰',
      '男',
      '',
      '张湾村党支部',
      '1998-07-01',
      '否',
      '',
      '138****5678',
      '620102********1234',
    ])
    expect(exportSheet('members', records, ['admin'])[1]?.[7]).toBe('13812345678')
    const phone = fieldOf('members', '电话')
    expect(phone && shownValue(phone, '12345', ['editor'])).toBe('*****')
  })

  it('exports what can be imported again without a change', async () => {
    await load()
    const sheet = exportSheet('members', registers.records('members'), ['admin'])
    expect(previewSheet('members', sheet, registers).lines.map(({ does }) => does)).toEqual(['same', 'same'])
  })

  function namesWith(words: string, role: Role): string[] {
    return findRecords(registers.records('members'), words, [role]).map((one) => textIn(one, 'name'))
  }

  it('takes no covered number for a real one', async () => {
    await load()
    const covered = exportSheet('members', registers.records('members'), ['editor'])
    expect(previewSheet('members', covered, registers).faults.map(({ cell }) => cell)).toEqual([
      'H2',
      'I2',
      'H3',
    ])
  })

  it('tells the history in words, covered like the rest', async () => {
    await load()
    const record = registers.records('members')[0]
    const id = record?.id ?? ''
    await registers.change(
      'members',
      [{ record: id, on: '2023-06-01', values: { phone: '13711112222' }, source: { desk: '名册页' } }],
      { by: '吴磊', at: AT },
    )
    const now = registers.record('members', id)
    expect(now && historyOf(now, ['editor'])[1]?.changes).toEqual(['联系电话：138****5678 → 137****2222'])
    expect(namesWith('上滩', 'editor')).toEqual(['李秀兰'])
    expect(namesWith('13711112222', 'editor')).toEqual([])
    expect(namesWith('13711112222', 'admin')).toEqual(['张三丰'])
  })
})

describe('stages of joining the party', () => {
  const STAGE_SHEET = [
    ['姓名', '支部', '申请时间', '积极分子时间', '发展对象时间', '预备党员时间', '转正时间'],
    ['甲', '张湾村党支部', '2021-01-01', '2021-06-01', '2022-06-01', '2022-08-01', '2023-08-01'],
    ['乙', '张湾村党支部', '2021-01-01', '2021-06-01', '2022-05-31', '', ''],
    ['丙', '张湾村党支部', '2021-01-01', '2020-06-01', '', '', ''],
    ['丁', '张湾村党支部', '2020-01-01', '2020-06-01', '2021-06-01', '2024-02-29', ''],
  ]

  it('tells dates out of order and periods that were too short, to the day', async () => {
    await importSheet(previewSheet('stages', STAGE_SHEET, registers), registers, ACT)
    const faults = registers.records('stages').map(stageFaults)
    expect(faults.map((each) => each.length)).toEqual([0, 1, 1, 0])
    expect(faults[1]?.[0]).toContain('不满一年')
    expect(faults[2]?.[0]).toContain('早于')
  })

  it('knows who may go on, and from which day; a leap day has its next', async () => {
    await importSheet(previewSheet('stages', STAGE_SHEET, registers), registers, ACT)
    const records = registers.records('stages')
    expect(records.map((one) => stageOf(one)?.label)).toEqual([
      '正式党员',
      '发展对象',
      '积极分子',
      '预备党员',
    ])
    const due = dueFor(records, '2025-02-28', 1).map(({ record, from }) => [textIn(record, 'name'), from])
    expect(due).toEqual([
      ['丙', '2021-06-01'],
      ['丁', '2025-03-01'],
    ])
  })
})

describe('dates that must not be missed', () => {
  const STAGES = [
    ['姓名', '支部', '申请时间', '积极分子时间', '发展对象时间'],
    ['甲', '张湾村党支部', '2025-02-20', '', ''],
    ['乙', '张湾村党支部', '2023-01-01', '2024-03-20', ''],
    ['丙', '张湾村党支部', '2023-01-01', '2024-04-20', ''],
    ['丁', '张湾村党支部', '2020-01-01', '2021-04-20', ''],
  ]
  const PAIRS = [
    ['导师', '帮带对象', '对象类别', '结对日期'],
    ['周老', '小田', '新任书记', '2023-03-10'],
    ['周老', '小何', '新任书记', '2024-06-10'],
  ]

  it('are told to the first review in private, those of the next thirty days only', async () => {
    await importSheet(previewSheet('stages', STAGES, registers), registers, ACT)
    await importSheet(previewSheet('mentors', PAIRS, registers), registers, ACT)
    const timetable = [{ kind: 'membership', at: '每月1日 9:00' }]
    const job = datesJob({ town: { ...town, timetable }, registers })
    const [slot] = job.plan(at('2025-02-28', '09:00'), at('2025-03-02', '09:00'))
    const said = slot ? await job.notices(slot, slot.due) : []
    expect(said.map(({ to }) => to)).toEqual([{ person: '李强' }])
    expect(said[0]?.text.split('\n').slice(1, -1)).toEqual([
      '1. 甲（张湾村党支部）2月20日递交申请，请在3月22日前派人谈话。',
      '2. 乙（张湾村党支部）3月20日满最短期限，可以按程序考虑确定为发展对象。',
      '3. 周老与小田的导师帮带3月10日满2年，请安排小结。',
    ])
  })

  it('none, and nothing is said', async () => {
    const job = datesJob({ town, registers })
    expect(job.plan(at('2025-01-01', '00:00'), at('2025-12-31', '00:00'))).toEqual([])
    const slot = { id: 'x', kind: 'membership', due: AT, groups: [], until: AT }
    expect(await job.notices(slot, AT)).toEqual([])
  })
})
