import { readFile, writeFile } from 'node:fs/promises'
import { type Annual, openAnnual } from '../src/annual/annual.ts'
import { closingSchema } from '../src/annual/closing.ts'
import { sayBasis, sayExact } from '../src/annual/explain.ts'
import { sayFigure } from '../src/annual/figure.ts'
import { proseSchema } from '../src/annual/prose.ts'
import type { Report } from '../src/annual/report.ts'
import { articleSchema } from '../src/article/article.ts'
import { publishedArticles } from '../src/article/published.ts'
import { messageSchema } from '../src/chat/message.ts'
import { type Instant, systemClock } from '../src/clock.ts'
import { digestSchema } from '../src/digest/record.ts'
import { sentDigests } from '../src/digest/sent.ts'
import { Fault } from '../src/fault.ts'
import { entrySchema } from '../src/ledger/entry.ts'
import { openLedger } from '../src/ledger/ledger.ts'
import { openStore, type Store } from '../src/outside/lowdb.ts'
import { readPrompt } from '../src/outside/prompts.ts'
import { writeWord } from '../src/outside/word.ts'
import { writeWorkbook } from '../src/outside/workbook.ts'
import { batchSchema } from '../src/register/change.ts'
import { openRegisters } from '../src/register/register.ts'
import { readTown, type Town } from '../src/town.ts'

export interface AnnualOptions {
  data: string
  town: string
  /** `2023`, `2023-Q1` or `2023-03`; the current year when absent. */
  year?: string
  /** Where to write the Word file. */
  word?: string
  /** Where to write the workbook, one sheet a figure. */
  excel?: string
  print?: (line: string) => void
  now?: Instant
}

/** `zhenxun annual`: findings, figures and report of a data folder, and the Word file when one is asked for. */
export async function annualCommand(options: AnnualOptions): Promise<void> {
  const print = options.print ?? console.log
  const now = options.now ?? systemClock.now()
  const key = options.year ?? now.slice(0, 4)
  // The demo's town file names its feeds by this word; no feed is read here.
  const town = readTown(await readText(options.town), { FEEDS: 'http://127.0.0.1' })
  const store = await openStore(options.data)
  try {
    const annual = await annualOf(store, town)
    const report = await annual.report(key, now)
    for (const line of linesOf(report)) print(line)
    if (options.word) {
      await writeFile(options.word, await writeWord(await annual.paper(key, now)))
      print(`\n已写好 Word 文件：${options.word}`)
    }
    if (options.excel) {
      await writeFile(options.excel, await writeWorkbook(await annual.sheets(key, now)))
      print(`\n已写好 Excel 文件：${options.excel}`)
    }
  } finally {
    await store.close()
  }
}

/** The rooms that figures are counted from, opened for reading only. */
async function annualOf(store: Store, town: Town): Promise<Annual> {
  const articles = store.shelf('articles', articleSchema)
  const digests = store.shelf('digests', digestSchema)
  const messages = store.shelf('messages', messageSchema)
  return openAnnual({
    town,
    ledger: await openLedger(store.shelf('ledger', entrySchema)),
    registers: await openRegisters(store.shelf('registers', batchSchema)),
    articles: async () => publishedArticles(await articles.list()),
    digests: async () => sentDigests(await digests.list(), messages),
    words: async (id) => (await messages.get(id))?.text,
    closings: store.shelf('closings', closingSchema),
    basis: readPrompt('annual/figures.yaml'),
    template: readPrompt('annual/report.md'),
    brief: readPrompt('annual/brief.md'),
    prose: { proses: store.shelf('prose', proseSchema), system: readPrompt('annual/prose.md'), town },
  })
}

function linesOf(report: Report): string[] {
  const figures = [...report.figures.values()].filter((figure) => figure.items.length > 0)
  return [
    ...(report.findings.length > 0 ? ['需要核对的地方：'] : []),
    ...report.findings.map((finding) => `· ${finding.say}`),
    '',
    '数据：',
    ...figures.map(
      (figure) =>
        `· ${figure.basis.name} ${sayFigure(figure)}（${sayExact(figure)}，${figure.items.length} 条来源；${sayBasis(figure.basis)}）`,
    ),
    '',
    report.markdown,
  ]
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new Fault('annual/no-town', `打不开本镇文件 ${path}，请核对文件名和所在文件夹。`, { cause })
  }
}
