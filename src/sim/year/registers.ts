import type { Instant } from '../../clock.ts'
import { REGISTER_NAMES } from '../../register/kinds.ts'
import type { Registers } from '../../register/register.ts'
import { importSheet, previewSheet } from '../../register/sheet.ts'
import { OFFICE } from './places.ts'
import type { Sheets } from './sheets.ts'

/** The officer hands in the spreadsheets of the registers; one that is there already changes nothing. */
export async function importSheets(registers: Registers, sheets: Sheets, at: Instant): Promise<void> {
  for (const register of REGISTER_NAMES) {
    const preview = previewSheet(register, sheets[register], registers)
    const act = { sheet: `${register}.xlsx`, on: `${at.slice(0, 4)}-01-01`, by: OFFICE[0] ?? '', at }
    await importSheet(preview, registers, act)
  }
}
