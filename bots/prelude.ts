import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Day, dayOf, plusDays, spokenDay } from '../src/clock.ts'
import { parseScene, type Step } from '../src/sim/scene.ts'

const FILE = fileURLToPath(new URL('./demo.scene.txt', import.meta.url))

/** Days before today on which the story of the demo begins. */
export const PRELUDE_DAYS = 8

/** What happened in the simulated township in the days before `today`: a scene whose days are counted back from it. */
export async function readPrelude(today: Day, bot: string): Promise<Step[]> {
  const text = await readFile(FILE, 'utf8')
  const dated = text.replace(/\{\{(-\d+)(日?)\}\}/g, (_, back: string, spoken: string) => {
    const day = plusDays(today, Number(back))
    return spoken ? spokenDay(day) : dayOf(day)
  })
  return parseScene(dated, bot)
}
