import { z } from 'zod'
import type { Day } from '../../clock.ts'
import { seesWhole } from '../../register/export.ts'
import type { Field } from '../../register/field.ts'
import { type RegisterName, registerOf } from '../../register/kinds.ts'
import { type RegisterRecord, spellValue, textIn } from '../../register/record.ts'
import type { Role } from '../../town.ts'
import { Select } from '../parts.tsx'

/** The fields of a register are named `value.<key>`, so that none can be taken for one of the form's own. */
export const recordSchema = z
  .object({
    on: z.iso.date('请写明从哪一天起'),
    note: z.string().trim().max(200, '说明太长，请不超过 200 字'),
    seen: z.coerce.number().int().exactOptional(),
    kind: z.enum(['changed', 'left', 'back']).default('changed'),
  })
  .catchall(z.string().max(200, '内容太长，请不超过 200 字'))
  .transform(({ on, note, seen, kind, ...rest }) => ({
    ...{ on, kind },
    ...(note ? { note } : {}),
    ...(seen === undefined ? {} : { seen }),
    values: Object.fromEntries(
      Object.entries(rest).flatMap(([key, value]) =>
        key.startsWith('value.') ? [[key.slice('value.'.length), value]] : [],
      ),
    ),
  }))

/** Only what reads otherwise than the record does. */
export function changedValues(
  record: RegisterRecord,
  written: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(written).filter(([key, value]) => textIn(record, key) !== value.trim()),
  )
}

/** To enter a record, or to change one. What a person may not see in full they cannot change here either. */
export function RecordForm(of: { name: RegisterName; roles: Role[]; day: Day; record?: RegisterRecord }) {
  const { name, roles, day, record } = of
  const open = ({ personal }: Field) => !record || !personal || personal === 'name' || seesWhole(roles)
  return (
    <form method="post" action={record ? `/register/${name}/${record.id}` : `/register/${name}`} class="grid">
      {record && <input type="hidden" name="seen" value={record.version} />}
      {registerOf(name)
        .fields.filter(open)
        .map((field) => (
          <Input field={field} value={spellValue(record?.values[field.key] ?? null)} />
        ))}
      <label class="field">
        <span>从哪一天起</span>
        <input type="date" name="on" value={day} required />
      </label>
      <label class="field whole">
        <span>说明（可不填）</span>
        <input name="note" maxlength={200} />
      </label>
      <p class="whole">
        <button class="main" type="submit">
          {record ? '保存改动' : '登记'}
        </button>{' '}
        {record && (
          <button type="submit" name="kind" value={record.until ? 'back' : 'left'} formnovalidate>
            {record.until ? '恢复到名册' : '移出名册'}
          </button>
        )}
      </p>
    </form>
  )
}

function Input({ field, value }: { field: Field; value: string }) {
  const label = field.required ? `${field.label}（必填）` : field.label
  const name = `value.${field.key}`
  const words = field.type === 'yes' ? ['是', '否'] : field.type === 'text' ? field.words : undefined
  if (words) {
    const choices = [{ value: '', name: '未填' }, ...words.map((word) => ({ value: word, name: word }))]
    return <Select label={label} name={name} value={value} choices={choices} />
  }
  return (
    <label class="field">
      <span>{label}</span>
      <input
        name={name}
        value={value}
        type={field.type === 'day' ? 'date' : 'text'}
        inputmode={field.type === 'number' ? 'numeric' : undefined}
        placeholder={field.words?.join('、')}
        required={field.required}
      />
    </label>
  )
}
