import { Fault } from '../fault.ts'
import type { Field } from './field.ts'
import * as f from './field.ts'

/** 名册: a kind of register. */
export interface RegisterKind {
  label: string
  /** Keys of the fields that together tell one record from another. */
  identity: string[]
  fields: Field[]
}

/** A new register is one entry here; its import, desk page, masking and export follow from its fields. */
export const REGISTERS = {
  members: {
    label: '党员',
    identity: ['name', 'branch'],
    fields: [
      f.name,
      f.sex,
      f.birth,
      f.branch,
      f.must(f.day('joined', '入党日期', '入党时间', '入党年月')),
      f.yes('flowing', '流动党员', '是否流动党员', '流动'),
      f.yes('wishes', '群里祝福', '政治生日群里祝福', '愿意群里祝福'),
      f.phone,
      f.idNumber,
    ],
  },
  birthdays: {
    label: '政治生日',
    identity: ['name', 'branch', 'year'],
    fields: [
      f.name,
      f.branch,
      f.must(f.count('year', '年度', '年份')),
      f.day('listed', '建立台账', '台账', '登记日期'),
      f.day('card', '送贺卡', '贺卡'),
      f.day('talk', '谈心谈话', '谈心'),
      f.day('oath', '重温誓词', '重温入党誓词'),
      f.day('visit', '走访', '走访慰问'),
    ],
  },
  reserves: {
    label: '后备干部',
    identity: ['name', 'village'],
    fields: [
      f.name,
      f.sex,
      f.birth,
      f.must(f.village),
      f.education,
      f.party,
      f.yes('lead', '产业带头人', '是否产业带头人', '致富带头人'),
      f.phone,
    ],
  },
  leads: {
    label: '产业带头人',
    identity: ['name', 'village'],
    fields: [f.name, f.must(f.village), f.text('industry', '产业', '从事产业', '产业类型'), f.party, f.phone],
  },
  stages: {
    label: '发展党员',
    identity: ['name', 'branch'],
    fields: [
      f.name,
      f.sex,
      f.birth,
      f.branch,
      f.must(f.day('applied', '申请入党日期', '申请日期', '申请时间', '递交申请书日期')),
      f.day('active', '确定积极分子日期', '积极分子日期', '确定为积极分子时间', '积极分子时间'),
      f.day('candidate', '确定发展对象日期', '发展对象日期', '发展对象时间'),
      f.day('probationary', '接收预备党员日期', '预备党员日期', '接收为预备党员时间', '预备党员时间'),
      f.day('full', '转正日期', '转正时间', '正式党员日期'),
    ],
  },
  mentors: {
    label: '导师帮带',
    identity: ['mentor', 'mentee'],
    fields: [
      f.must(f.person('mentor', '导师', '导师姓名', '帮带导师')),
      f.text('post', '导师职务', '职务'),
      f.must(f.person('mentee', '帮带对象', '结对对象', '对象姓名')),
      f.village,
      f.must(
        f.oneOf(
          f.list('kinds', '对象类别', '类别', '帮带类别'),
          ...['新任领导', '新公务员', '新任书记', '后进村'],
        ),
      ),
      f.day('since', '结对日期', '结对时间'),
    ],
  },
  households: {
    label: '挂联诺',
    identity: ['name', 'branch'],
    fields: [
      f.name,
      f.branch,
      f.count('plates', '户牌数', '户牌', '挂牌数'),
      f.count('linked', '联系户数', '联系户', '联系群众户数'),
      f.count('pledges', '承诺件数', '承诺', '承诺事项', '承诺事项数'),
      f.count('done', '完成件数', '已完成', '完成承诺'),
    ],
  },
  stations: {
    label: '文明实践阵地',
    identity: ['name'],
    fields: [
      f.must(f.text('name', '名称', '阵地名称', '站点名称')),
      f.must(f.oneOf(f.text('level', '级别', '类别'), '所', '站')),
      f.village,
      f.text('place', '地址', '地点'),
    ],
  },
  branches: {
    label: '村和支部',
    identity: ['branch'],
    fields: [
      f.branch,
      f.village,
      f.must(f.oneOf(f.text('kind', '类型', '村别'), '村', '社区', '机关', '企业')),
      f.person('secretary', '支部书记', '书记', '书记姓名'),
      f.phone,
    ],
  },
} as const satisfies Record<string, RegisterKind>

export type RegisterName = keyof typeof REGISTERS

export const REGISTER_NAMES = Object.keys(REGISTERS).filter((key): key is RegisterName => key in REGISTERS)

export function registerOf(name: RegisterName): RegisterKind {
  return REGISTERS[name]
}

/** The register by its name in the data or as the office calls it; Fault `register/no-register`. */
export function registerNamed(text: string): RegisterName {
  const found = REGISTER_NAMES.find((name) => name === text || registerOf(name).label === text)
  if (found) return found
  const labels = REGISTER_NAMES.map((name) => registerOf(name).label).join('、')
  throw new Fault('register/no-register', `没有“${text}”这种名册，现有：${labels}。`)
}

/** The field of a register by its key, its heading or one of its other headings. */
export function fieldOf(register: RegisterName, word: string): Field | undefined {
  const wanted = plainHeading(word)
  return registerOf(register).fields.find((field) =>
    [field.key, field.label, ...field.also].some((name) => plainHeading(name) === wanted),
  )
}

/** Headings differ in brackets, blanks and stars; 村（社区） and `村 (社区)*` are the same column. */
function plainHeading(word: string): string {
  return word
    .replace(/（/g, '(')
    .replace(/）/g, ')')
    .replace(/[\s*：:]/g, '')
}
