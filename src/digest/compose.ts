import { type Day, weekdayOf } from '../clock.ts'
import { type DigestLine, type DigestSource, SECTIONS } from './record.ts'
import { type DigestTemplate, fill } from './template.ts'

/** What a digest says, before it is words. */
export interface DigestMatter {
  day: Day
  lines: DigestLine[]
  sources: DigestSource[]
}

/** The digest as it is said in a group, and the lines that fit: the last of the longest section give way. */
export function composeText(
  township: string,
  matter: DigestMatter,
  template: DigestTemplate,
): { text: string; lines: DigestLine[] } {
  let lines = matter.lines
  let text = textOf(township, { ...matter, lines }, template)
  while ([...text].length > template.longest && lines.length > 0) {
    lines = withoutLast(lines)
    text = textOf(township, { ...matter, lines }, template)
  }
  return { text, lines }
}

/** Drops the last line of the section that has most. */
function withoutLast(lines: DigestLine[]): DigestLine[] {
  const sizes = SECTIONS.map((section) => lines.filter((line) => line.section === section).length)
  const section = SECTIONS[sizes.indexOf(Math.max(...sizes))]
  const last = lines.findLastIndex((line) => line.section === section)
  return lines.toSpliced(last, 1)
}

function textOf(township: string, { day, lines, sources }: DigestMatter, { pieces }: DigestTemplate): string {
  const sections = SECTIONS.filter((section) => lines.some((line) => line.section === section))
  const blocks = sections.map((section, index) => {
    const heading = fill(pieces.栏目, { 序号: '一二三'[index] ?? '', 栏目: section })
    const own = lines.filter((line) => line.section === section)
    return [heading, ...own.map((line, number) => lineText(line, number + 1, pieces))].join('\n')
  })
  return [fill(pieces.抬头, { 镇名: township, ...dayWords(day) }), ...blocks, footText(sources, pieces.结尾)]
    .filter((block) => block !== '')
    .join('\n\n')
}

function lineText(line: DigestLine, number: number, pieces: DigestTemplate['pieces']): string {
  if (line.row !== undefined) {
    return fill(pieces.工作动态, { 序号: number, 内容: line.title, 编号: line.row })
  }
  const text = fill(pieces.条目, { 序号: number, 标题: line.title, 信源: line.source, 链接: line.link ?? '' })
  return line.summary ? `${text}\n（AI摘要）${line.summary}` : text
}

/** `今日信源 2/3 正常（县融媒：网站出错）`; nothing for a town without sources. */
function footText(sources: DigestSource[], piece: string): string {
  if (sources.length === 0) return ''
  const failing = sources.filter((one) => !one.works).map((one) => `${one.name}${one.say}`)
  return fill(piece, {
    正常: sources.filter((one) => one.works).length,
    全部: sources.length,
    说明: failing.length > 0 ? `（${failing.join('；')}）` : '',
  })
}

function dayWords(day: Day): Record<string, string | number> {
  const [year = '', month, date] = day.split('-')
  return {
    年: year,
    月: Number(month),
    日: Number(date),
    星期: `星期${'一二三四五六日'[weekdayOf(day) - 1]}`,
  }
}
