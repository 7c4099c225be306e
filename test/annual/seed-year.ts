import { readFileSync } from 'node:fs'
import { type Annual, openAnnual } from '../../src/annual/annual.ts'
import type { Closing } from '../../src/annual/closing.ts'
import { type Ledger, openLedger } from '../../src/ledger/ledger.ts'
import type { Batch } from '../../src/register/change.ts'
import { openRegisters, type Registers } from '../../src/register/register.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { fileBook } from '../../src/sim/year/ledger.ts'
import { PLACES } from '../../src/sim/year/places.ts'
import { importSheets } from '../../src/sim/year/registers.ts'
import { simulateYear } from '../../src/sim/year/year.ts'
import { type Played, playInRooms } from './play-year.ts'

export const figuresYaml = readFileSync('prompts/annual/figures.yaml', 'utf8')
export const reportMd = readFileSync('prompts/annual/report.md', 'utf8')
export const AFTER = '2024-01-05T09:00:00.000+08:00'

/** 4,000 lines are the reports and some chatter; the whole year has 40,000. */
export const year = simulateYear(2023, 20230101, 4_000)

/** The simulated year in the rooms, without the reader: the book is filed straight into the ledger. */
export async function seedYear(): Promise<House> {
  const ledger = await openLedger(memoryShelf())
  await fileBook(ledger, year.book)
  return houseOf(ledger)
}

/** The simulated year as it was said in the groups: heard, read, asked about, corrected, filed. */
export async function playedYear(): Promise<House & Played> {
  const played = await playInRooms(year.town, year.events)
  const words = async (id: string) => (await played.messages.get(id))?.text
  return { ...played, ...(await houseOf(played.ledger, words)) }
}

interface House {
  ledger: Ledger
  registers: Registers
  annual: Annual
}

async function houseOf(
  ledger: Ledger,
  words?: (message: string) => Promise<string | undefined>,
): Promise<House> {
  const registers = await openRegisters(memoryShelf<Batch>())
  await importSheets(registers, year.sheets, '2023-01-03T09:00:00.000+08:00')
  const annual = openAnnual({
    town: { name: '青石镇', villages: PLACES.map((name) => ({ name })) },
    closings: memoryShelf<Closing>(),
    ...(words ? { words } : {}),
    ledger,
    registers,
    articles: async () => year.articles,
    digests: async () => year.digests,
    basis: figuresYaml,
    template: reportMd,
    brief: readFileSync('prompts/annual/brief.md', 'utf8'),
  })
  return { ledger, registers, annual }
}
