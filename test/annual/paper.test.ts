import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { XMLValidator } from 'fast-xml-parser'
import { expect, it } from 'vitest'
import type { Chart } from '../../src/annual/charts.ts'
import { drawChart } from '../../src/outside/chart.ts'
import { writeWord } from '../../src/outside/word.ts'
import { writeWorkbook } from '../../src/outside/workbook.ts'
import { AFTER, seedYear } from './seed-year.ts'

/** A part of a .docx file, which is a ZIP. */
function partOf(docx: Uint8Array, part: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'word-')), 'report.docx')
  writeFileSync(file, docx)
  return execFileSync('unzip', ['-p', file, part], { encoding: 'utf8', maxBuffer: 50_000_000 })
}

it('sets the report in the official format, with its sources and charts behind it', async () => {
  const { annual } = await seedYear()
  const docx = await writeWord(await annual.paper('2023', AFTER))
  const text = partOf(docx, 'word/document.xml')
  expect(text.includes('<w:pgSz w:w="11906" w:h="16838"')).toBe(true)
  // 37, 26, 35 and 28 mm in twentieths of a point.
  expect(/<w:pgMar [^>]*>/.exec(text)?.[0]).toMatch(
    /w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/,
  )
  expect(/方正小标宋简体[\s\S]*?w:sz w:val="44"/.test(text)).toBe(true)
  for (const words of [
    '一、思想建设',
    '150余场',
    '2.5万余人次',
    '附件：数据来源',
    '25312人次',
    '分项之和是 21',
  ]) {
    expect([words, text.includes(words)]).toEqual([words, true])
  }
  expect(text.match(/<c:chart /g)).toHaveLength(3)
  expect(partOf(docx, 'word/settings.xml')).toContain('evenAndOddHeaders')
  expect(partOf(docx, 'word/styles.xml')).toMatch(/仿宋_GB2312[\s\S]*w:sz w:val="32"/)
  const footers = ['word/footer1.xml', 'word/footer2.xml'].map((part) => partOf(docx, part))
  expect(footers.map((footer) => footer.match(/w:jc w:val="(\w+)"/)?.[1]).sort()).toEqual(['left', 'right'])
})

it('tells in a brief only of the figures that stand in it', async () => {
  const { annual } = await seedYear()
  const text = partOf(await writeWord(await annual.paper('2023-05', AFTER)), 'word/document.xml')
  expect([text.includes('5月工作简报'), text.includes('帮带对子')]).toEqual([true, false])
})

it('gives a workbook one sheet a figure, with different names', async () => {
  const { annual } = await seedYear()
  const sheets = await annual.sheets('2023', AFTER)
  expect(new Set(sheets.map(({ name }) => name)).size).toBe(annual.bases.length + 1)
  const pairs = sheets.find(({ name }) => name === '帮带对子')
  expect(pairs?.rows).toHaveLength(20)
  expect(sheets.find(({ name }) => name === '志愿服务')?.rows[0]).toHaveLength(6)
  const file = await writeWorkbook(sheets)
  const { default: readExcelFile } = await import('read-excel-file/node')
  const read = await readExcelFile(Buffer.from(file))
  expect(read.map(({ sheet }) => sheet)).toEqual(sheets.map(({ name }) => name))
  expect(read.find(({ sheet }) => sheet === '帮带对子')?.data).toHaveLength(21)
})

it('draws a chart whose numbers can be heard, and lets the process end', () => {
  const chart: Chart = {
    title: '各月活动<b>',
    unit: '条',
    shape: 'columns',
    labels: ['1月', '2月'],
    series: [{ name: '2023年', values: [3, 5] }],
  }
  const svg = drawChart(chart)
  expect(svg).toMatch(/^<svg role="img" aria-label="各月活动b，单位条。2023年：1月 3，2月 5"/)
  expect(svg).not.toContain('<b>')
  expect(XMLValidator.validate(svg)).toBe(true)
  const bars = drawChart({ ...chart, shape: 'bars', labels: Array.from({ length: 39 }, (_, n) => `村${n}`) })
  expect(Number(bars.match(/height="(\d+)"/)?.[1])).toBeGreaterThan(800)
})
