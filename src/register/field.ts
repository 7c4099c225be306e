import { z } from 'zod'

/** What a field of a register may hold. */
export const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])
export type Value = z.infer<typeof valueSchema>
export type Values = Record<string, Value>

/** One column of a register. */
export interface Field {
  /** Its name in the data. */
  key: string
  /** Its heading. */
  label: string
  /** Other headings under which spreadsheets bring this column. */
  also: string[]
  /** `yes` is 是/否; a `list` is written with 、 between its words. */
  type: 'text' | 'day' | 'number' | 'yes' | 'list'
  required?: true
  /** The only words allowed. */
  words?: string[]
  /** Personal data: shown in full only to those who keep the register. */
  personal?: 'phone' | 'id' | 'birth' | 'name'
}

const plain =
  (type: Field['type']) =>
  (key: string, label: string, ...also: string[]): Field => ({ key, label, also, type })

export const text = plain('text')
export const day = plain('day')
export const yes = plain('yes')
export const count = plain('number')
export const list = plain('list')

/** The field may not be left empty. */
export function must(field: Field): Field {
  return { ...field, required: true }
}

/** Only these words may stand in the field. */
export function oneOf(field: Field, ...words: string[]): Field {
  return { ...field, words }
}

function personal(field: Field, kind: NonNullable<Field['personal']>): Field {
  return { ...field, personal: kind }
}

/** Columns that several registers share. */
export const name = must(personal(text('name', '姓名', '名字', '党员姓名', '人员姓名'), 'name'))
export const village = text('village', '村（社区）', '村', '所在村', '村社区', '社区', '村名', '所属村')
export const branch = must(
  text('branch', '所在支部', '支部', '党支部', '所属支部', '所在党支部', '所属党支部'),
)
export const sex = oneOf(text('sex', '性别'), '男', '女')
export const birth = personal(day('birth', '出生日期', '出生年月', '出生年月日', '生日'), 'birth')
export const phone = personal(
  text('phone', '联系电话', '电话', '手机', '手机号', '手机号码', '联系方式'),
  'phone',
)
export const idNumber = personal(text('idNumber', '身份证号', '身份证', '身份证号码', '公民身份号码'), 'id')
export const education = oneOf(
  text('education', '学历', '文化程度', '最高学历'),
  ...['小学', '初中', '高中', '中专', '大专', '本科', '研究生'],
)
export const party = yes('party', '党员', '是否党员', '中共党员')

/** A person's name in another role than that of the record's own person. */
export function person(key: string, label: string, ...also: string[]): Field {
  return personal(text(key, label, ...also), 'name')
}
