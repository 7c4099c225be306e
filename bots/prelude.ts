import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Day, dayOf, type Instant, plusDays, spokenDay } from '../src/clock.ts'
import { readSheet } from '../src/outside/sheet.ts'
import { registerNamed } from '../src/register/kinds.ts'
import type { Registers } from '../src/register/register.ts'
import { importSheet, previewSheet } from '../src/register/sheet.ts'
import { parseScene, type Step } from '../src/sim/scene.ts'

const SCENE = new URL('./demo.scene.txt', import.meta.url)
const SHEETS = new URL('./demo.registers.yaml', import.meta.url)

const sheetsSchema = z.record(z.string(), z.string())

/** Days before today on which the story of the demo begins. */
export const PRELUDE_DAYS = 8

/** What happened in the simulated township in the days before `today`: a scene whose days are counted back from it. */
export async function readPrelude(today: Day, bot: string): Promise<Step[]> {
  return parseScene(dated(await readFile(SCENE, 'utf8'), today), bot)
}

/** The registers of the simulated township, read in as an office hands in its spreadsheets. */
export async function importRegisters(registers: Registers, today: Day, at: Instant): Promise<void> {
  const sheets = sheetsSchema.parse(parse(dated(await readFile(SHEETS, 'utf8'), today)))
  for (const [label, csv] of Object.entries(sheets)) {
    const cells = await readSheet(new TextEncoder().encode(csv))
    const preview = previewSheet(registerNamed(label), cells, registers)
    const act = { sheet: `${label}名册.xlsx`, on: dayOf(at), by: '吴磊', at }
    await importSheet(preview, registers, act)
  }
}

/** `{{-3}}` -> the day three days before; `{{-3日}}` as it is spoken. */
function dated(text: string, today: Day): string {
  return text.replace(/\{\{([+-]\d+)(日?)\}\}/g, (_, days: string, spoken: string) => {
    const day = plusDays(today, Number(days))
    return spoken ? spokenDay(day) : day
  })
}
