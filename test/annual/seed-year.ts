import { readFileSync } from 'node:fs'
import { type Annual, openAnnual } from '../../src/annual/annual.ts'
import type { Closing } from '../../src/annual/closing.ts'
import { type Ledger, openLedger } from '../../src/ledger/ledger.ts'
import type { Batch } from '../../src/register/change.ts'
import { REGISTER_NAMES } from '../../src/register/kinds.ts'
import { openRegisters, type Registers } from '../../src/register/register.ts'
import { importSheet, previewSheet } from '../../src/register/sheet.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { fileBook } from '../../src/sim/year/ledger.ts'
import { PLACES } from '../../src/sim/year/places.ts'
import { type SimulatedYear, simulateYear } from '../../src/sim/year/year.ts'

export const figuresYaml = readFileSync('prompts/annual/figures.yaml', 'utf8')
export const reportMd = readFileSync('prompts/annual/report.md', 'utf8')
export const AFTER = '2024-01-05T09:00:00.000+08:00'

/** The simulated year in the rooms, without the reader: the book is filed straight into the ledger. */
export async function seedYear(): Promise<{
  year: SimulatedYear
  ledger: Ledger
  registers: Registers
  annual: Annual
}> {
  const year = simulateYear()
  const ledger = await openLedger(memoryShelf())
  await fileBook(ledger, year.book)
  const registers = await openRegisters(memoryShelf<Batch>())
  for (const register of REGISTER_NAMES) {
    const preview = previewSheet(register, year.sheets[register], registers)
    await importSheet(preview, registers, {
      sheet: `${register}.xlsx`,
      on: '2023-01-01',
      by: '李强',
      at: '2023-01-03T09:00:00.000+08:00',
    })
  }
  const annual = openAnnual({
    town: { name: '青石镇', villages: PLACES.map((name) => ({ name })) },
    closings: memoryShelf<Closing>(),
    ledger,
    registers,
    articles: async () => year.articles,
    digests: async () => year.digests,
    basis: figuresYaml,
    template: reportMd,
  })
  return { year, ledger, registers, annual }
}
