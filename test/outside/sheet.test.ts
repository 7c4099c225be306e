import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/ledger/entry.ts'
import { fileImport, previewImport } from '../../src/ledger/import.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { ledgerSheet, sheetName } from '../../src/ledger/sheet.ts'
import { readSheet, writeCsv, writeXlsx } from '../../src/outside/sheet.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'

const AT = '2025-03-05T15:20:00.000+08:00'
const PLACES = [{ name: '张湾村', aliases: ['张湾'] }]

async function exported() {
  const ledger = await openLedger(memoryShelf<Entry>())
  const row = await ledger.file({
    fields: {
      village: '张湾村',
      date: '2025-03-05',
      category: 'volunteer',
      topic: '=HYPERLINK("http://x","点我")',
      participants: 12,
    },
    source: { messages: ['2025-03-05/a'] },
    by: '王芳',
    at: AT,
  })
  return {
    ledger,
    sheet: ledgerSheet([row], () => ({
      text: '@SUM(1)，\n“引号"与逗号,',
      link: 'http://desk/rows/2025-0001',
    })),
  }
}

describe('export', () => {
  it('is a real .xlsx with figures as figures and no formula in it', async () => {
    const { sheet } = await exported()
    const bytes = await writeXlsx(sheet)
    expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b])
    const [heading, line] = await readSheet(bytes)
    const cell = (title: string) => line?.[heading?.indexOf(title) ?? -1]
    expect(heading?.slice(0, 3)).toEqual(['编号', '状态', '日期'])
    expect(cell('人数')).toBe(12)
    expect(cell('内容')).toBe('\'=HYPERLINK("http://x","点我")')
    expect(cell('原消息')).toBe('\'@SUM(1)，\n“引号"与逗号,')
    expect(cell('链接')).toBe('http://desk/rows/2025-0001')
  })

  it('is CSV with a BOM that reads back the same', async () => {
    const { sheet } = await exported()
    const bytes = writeCsv(sheet)
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [, line] = await readSheet(bytes)
    expect(line?.[0]).toBe('2025-0001')
    expect(line).toContain('\'@SUM(1)，\n“引号"与逗号,')
  })

  it('is named after its days', async () => {
    const { ledger } = await exported()
    expect(sheetName(ledger.rows(), 'xlsx')).toBe('台账 3月5日至3月5日.xlsx')
  })
})

describe('import', () => {
  const lines = [
    ['2025年活动台账', null, null, null],
    ['日期', '村', '活动类别', '参加人数', '备注'],
    ['2025年3月5日', '张湾', '志愿服务', '约12人', ''],
    ['2025/2/30', '张湾村', '主题党日', 20, ''],
    ['2025-03-06', '李家村', '主题党日', 20, ''],
    ['2025-03-07', '张湾村', '座谈', '二十', ''],
    ['2025-03-08', '张湾村', '座谈', 8, ''],
    ['2025-03-08', '张湾村', '座谈', 8, ''],
    [null, null, null, null, null],
  ]

  it('shows what would be created, what is wrong and what stands already; files once', async () => {
    const ledger = await openLedger(memoryShelf<Entry>())
    await ledger.file({
      fields: { village: '张湾村', date: '2025-03-08', category: 'other', participants: 8 },
      source: { desk: '录入' },
      by: '李强',
      at: AT,
    })
    const preview = previewImport(lines, ledger, PLACES)
    expect(preview.unknown).toEqual(['备注'])
    expect(preview.proposals.map(({ line, faults, twin }) => [line, ...faults, twin ?? ''])).toEqual([
      [3, ''],
      [4, '日期“2025/2/30”看不懂，请写成 2025-03-05', ''],
      [5, '村名“李家村”不在本镇名录', ''],
      [6, '人数“二十”不是数字', ''],
      [7, '2025-0001'],
      [8, '与第 7 行相同', '2025-0001'],
    ])
    expect(preview.proposals[0]?.fields).toEqual({
      date: '2025-03-05',
      village: '张湾村',
      category: 'volunteer',
      participants: 12,
      participantsApprox: true,
    })
    for (let n = 0; n < 2; n += 1) {
      const rows = await fileImport(preview, ledger, { name: 'hash', by: '李强', at: AT })
      expect(rows.map((row) => row.number)).toEqual(['2025-0002'])
    }
    expect(ledger.rows()).toHaveLength(2)
    expect(ledger.row('2025-0002').entries[0]?.source).toEqual({ desk: '导入表格第 3 行' })
  })

  it('says what is wrong with a sheet that has no heading, an old .xls, a broken .xlsx', async () => {
    const ledger = await openLedger(memoryShelf<Entry>())
    expect(previewImport([['a', 'b']], ledger, PLACES).fault).toContain('没有找到表头')
    await expect(readSheet(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0))).rejects.toMatchObject({
      code: 'sheet/old-format',
    })
    await expect(readSheet(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).rejects.toMatchObject({
      code: 'sheet/unreadable',
    })
    await expect(readSheet(new Uint8Array(21 * 1024 * 1024))).rejects.toMatchObject({
      code: 'sheet/too-large',
    })
  })

  it('reads a CSV that Excel saved in GBK', async () => {
    expect(
      await readSheet(new Uint8Array(iconv.encode('日期,村\r\n2025-03-05,"张湾村"\r\n', 'gbk'))),
    ).toEqual([
      ['日期', '村'],
      ['2025-03-05', '张湾村'],
    ])
  })
})
