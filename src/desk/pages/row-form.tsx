import { z } from 'zod'
import type { RowFields, RowQuantity } from '../../ledger/entry.ts'
import type { Row } from '../../ledger/row.ts'
import { CATEGORIES, type Category } from '../../reading/category.ts'
import type { Town } from '../../town.ts'
import { Select } from '../parts.tsx'

const text = z
  .string()
  .trim()
  .max(200, '内容太长，请不超过 200 字')
  .transform((value) => (value === '' ? null : value))
const count = (what: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{0,7}$/, `${what}请填数字`)
    .transform((value) => (value === '' ? null : Number(value)))
const day = String.raw`\d{4}-\d{2}-\d{2}`
const date = z
  .string()
  .trim()
  .regex(new RegExp(`^(${day}([/,]${day})*)?$`), '日期请写成 2025-03-05，几天写 2025-03-05/2025-03-07')
  .refine((value) => value.split(/[/,]/).every((one) => one === '' || isDay(one)), '没有这一天，请核对日期')
  .transform((value) => (value === '' ? null : value))

function isDay(value: string): boolean {
  const read = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(value)
}

const seen = z.coerce.number().int()
export const seenSchema = z.object({ seen })
export const mergeSchema = z.object({
  seen,
  into: z
    .string()
    .trim()
    .regex(/^\d{4}-\d{4,}$/, '编号请写成 2025-0312'),
})
export const reasonSchema = z.object({
  seen,
  note: z.string().trim().min(1, '请写明理由').max(500, '理由太长，请不超过 500 字'),
})

const categories = Object.keys(CATEGORIES).filter((one): one is Category => one in CATEGORIES)

export const correctSchema = z.object({
  seen,
  note: z.string().trim().max(500, '说明太长').optional(),
  village: text,
  organizer: text,
  date,
  category: z
    .union([z.literal(''), z.enum(categories)], '没有这个类别')
    .transform((value) => (value === '' ? null : value)),
  topic: text,
  location: text,
  participants: count('人数'),
  participantsApprox: z
    .literal('on')
    .optional()
    .transform((value) => value === 'on'),
  personTimes: count('人次'),
  sessions: count('场次'),
  quantities: z.string().max(2000, '数量太多').transform(readQuantities),
})

/** A line each: `慰问品 约50 套`. Lines that do not read so are a complaint, not dropped. */
function readQuantities(value: string, ctx: z.RefinementCtx): RowQuantity[] {
  const lines = value.split('\n').map((line) => line.trim())
  return lines.filter(Boolean).flatMap((line) => {
    const [, what, approx, number, unit] = /^(\S+)\s+(约?)(\d+(?:\.\d+)?)\s*(\S+)$/.exec(line) ?? []
    if (!what || !unit) {
      ctx.addIssue({ code: 'custom', message: `数量“${line.slice(0, 20)}”请写成“慰问品 50 套”，一行一项` })
      return []
    }
    return [{ value: Number(number), unit, what, ...(approx ? { approx: true as const } : {}) }]
  })
}

function writeQuantities(quantities: RowQuantity[]): string {
  return quantities.map((one) => `${one.what} ${one.approx ? '约' : ''}${one.value} ${one.unit}`).join('\n')
}

/** Only what differs from the row becomes part of the correction. */
export function changesOf(row: Row, given: Omit<RowFields, 'cumulative'>): Partial<RowFields> {
  const before: Record<string, unknown> = { ...row }
  const same = (name: string, value: unknown) =>
    name === 'quantities'
      ? writeQuantities(row.quantities) === writeQuantities(given.quantities)
      : before[name] === value
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => !same(name, value)))
}

export function Fields({ row, town }: { row: Row; town: Town }) {
  const names = [...town.villages, ...town.bodies].map(({ name }) => ({ value: name, name }))
  const known = !row.village || names.some((one) => one.value === row.village)
  const villages = known ? names : [{ value: row.village ?? '', name: row.village ?? '' }, ...names]
  const none = { value: '', name: '未填' }
  const kinds = Object.entries(CATEGORIES).map(([value, name]) => ({ value, name }))
  return (
    <form method="post" action={`/ledger/${row.number}/correct`} class="grid">
      <input type="hidden" name="seen" value={row.version} />
      <Select label="村（单位）" name="village" value={row.village ?? ''} choices={[none, ...villages]} />
      <Line label="主办" name="organizer" value={row.organizer} />
      <Line label="日期" name="date" value={row.date} hint="2025-03-05" />
      <Select label="类别" name="category" value={row.category ?? ''} choices={[none, ...kinds]} />
      <Line label="内容" name="topic" value={row.topic} />
      <Line label="地点" name="location" value={row.location} />
      <Line label="人数" name="participants" value={row.participants} number />
      <label class="check">
        <input type="checkbox" name="participantsApprox" checked={row.participantsApprox} /> 人数是约数
      </label>
      <Line label="人次" name="personTimes" value={row.personTimes} number />
      <Line label="场次" name="sessions" value={row.sessions} number />
      <label class="field whole">
        <span>数量（一行一项，如：慰问品 50 套）</span>
        <textarea name="quantities" rows={2}>
          {writeQuantities(row.quantities)}
        </textarea>
      </label>
      <label class="field whole">
        <span>更正的说明（可不填）</span>
        <input name="note" maxlength={500} />
      </label>
      <button class="main" type="submit">
        保存更正
      </button>
    </form>
  )
}

function Line(of: {
  label: string
  name: string
  value: string | number | null
  hint?: string
  number?: boolean
}) {
  return (
    <label class="field">
      <span>{of.label}</span>
      <input
        name={of.name}
        value={of.value ?? ''}
        placeholder={of.hint}
        inputmode={of.number ? 'numeric' : undefined}
      />
    </label>
  )
}
