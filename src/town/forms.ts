import { z } from 'zod'
import { CATEGORIES, CATEGORY_KEYS, type Category } from '../reading/category.ts'
import type { Group, RequiredField, Role, Section } from './shape.ts'
import { choice, choices, day, number, secret, text, time, url, words, yes } from './values.ts'

/** The parts of the town file as a clerk writes them: Chinese keys and words -> the town's own. */

const PURPOSES: Record<string, Group['purposes'][number]> = {
  收报: 'reports',
  通知: 'notices',
  办公: 'office',
}
const ROLES: Record<string, Role> = {
  联络员: 'liaison',
  村支书: 'secretary',
  初审: 'editor',
  复审: 'second',
  终审: 'final',
  书记: 'leader',
  管理员: 'admin',
}
const REQUIRED: Record<string, RequiredField> = {
  日期: 'date',
  类别: 'category',
  人数: 'participants',
  村: 'village',
  地点: 'location',
}
const SECTIONS: Record<string, Section> = { 时政要闻: '时政要闻', 理论热点: '理论热点', 工作动态: '工作动态' }
const CATEGORY_WORDS: Record<string, Category> = Object.fromEntries(
  CATEGORY_KEYS.map((key) => [CATEGORIES[key], key]),
)

/** What a line of the timetable may be about: the `kind` of the job in app.ts that reads it. */
const KINDS: Record<string, string> = {
  简报: 'digest',
  政治生日: 'birthday',
  三会一课: 'meetings',
  发展党员: 'membership',
  选题建议: 'proposal',
}

const kind = text
  .transform((word) => KINDS[word] ?? word)
  .refine((word) => Object.values(KINDS).includes(word), `只能填：${Object.keys(KINDS).join('、')}。`)

const place = z
  .strictObject({ 名称: text, 别名: words, 支部: words })
  .transform(({ 名称, 别名, 支部 }) => ({ name: 名称, aliases: 别名, branches: 支部 }))

const group = z
  .strictObject({ 名称: text, 微信群名: text.optional(), 用途: choices(PURPOSES) })
  .transform(({ 名称, 微信群名, 用途 }) => ({ name: 名称, topic: 微信群名 ?? 名称, purposes: 用途 }))

const person = z
  .strictObject({
    ...{ 姓名: text, 别名: words, 角色: choices(ROLES), 职务: text.optional() },
    ...{ 村: words, 口令: secret.optional() },
  })
  .transform(({ 姓名, 别名, 角色, 职务, 村, 口令 }) => ({
    name: 姓名,
    aliases: 别名,
    roles: 角色,
    villages: 村,
    ...(职务 === undefined ? {} : { post: 职务 }),
    ...(口令 === undefined ? {} : { password: 口令 }),
  }))

const timetable = z
  .strictObject({ 事项: kind, 时间: text, 群: words })
  .transform(({ 事项, 时间, 群 }) => ({ kind: 事项, at: 时间, ...(群.length > 0 ? { groups: 群 } : {}) }))

const listPage = z
  .strictObject({
    条目: text,
    标题: text.exactOptional(),
    链接: text.exactOptional(),
    日期: text.exactOptional(),
  })
  .transform(({ 条目, 标题, 链接, 日期 }) => ({
    item: 条目,
    ...(标题 === undefined ? {} : { title: 标题 }),
    ...(链接 === undefined ? {} : { link: 链接 }),
    ...(日期 === undefined ? {} : { date: 日期 }),
  }))

const source = z
  .strictObject({ 名称: text, 网址: url, 栏目: choice(SECTIONS), 列表页: listPage.exactOptional() })
  .transform(({ 名称, 网址, 栏目, 列表页 }) => ({
    name: 名称,
    url: 网址,
    section: 栏目,
    ...(列表页 ? { list: 列表页 } : {}),
  }))

const session = z
  .strictObject({
    ...{ 编号: text, 主题: text, 日期: day, 时间: time, 地点: text, 群: words },
    ...{ 提前分钟: number, 类别: choice(CATEGORY_WORDS), 链接: url.exactOptional() },
  })
  .transform((line) => ({
    id: line.编号,
    title: line.主题,
    day: line.日期,
    time: line.时间,
    place: line.地点,
    groups: line.群,
    remindBefore: line.提前分钟,
    category: line.类别,
    ...(line.链接 === undefined ? {} : { link: line.链接 }),
  }))

const intake = z
  .strictObject({
    静默分钟: number,
    追问小时: number,
    必填: choices(REQUIRED),
    回执: choice<'each' | 'hourly'>({ 每条: 'each', 每小时: 'hourly' }),
    催报: yes,
  })
  .transform((part) => ({
    quietMinutes: part.静默分钟,
    questionHours: part.追问小时,
    required: part.必填,
    receipts: part.回执,
    chasing: part.催报,
  }))

const officeDay = z
  .strictObject({ 日期: day, 安排: choice({ 放假: 'off', 上班: 'work' }), 名称: text })
  .transform(({ 日期, 安排, 名称 }) => ({ day: 日期, work: 安排 === 'work', name: 名称 }))

export const forms = { place, group, person, timetable, source, session, officeDay }

/** The whole file. Lists are taken item by item, so that one bad item does not hide what is wrong with the next. */
const list = z.unknown().optional()
export const wholeForm = z.strictObject({
  镇: text,
  机器人: text,
  审核: z.strictObject({ 初审: words, 复审: words, 终审: words }),
  简报: z.strictObject({ 先审后发: yes, 配图: yes.exactOptional(), 摘要: yes.exactOptional() }),
  推文: z.strictObject({ 公开订阅: yes }).optional(),
  收报: intake,
  免打扰: z.strictObject({ 从: time, 到: time }).transform(({ 从, 到 }) => ({ from: 从, to: 到 })),
  发言上限: z
    .strictObject({ 每人每天: number, 每群每天: number })
    .transform((part) => ({ person: part.每人每天, group: part.每群每天 })),
  发言间隔: z
    .strictObject({ 最少秒: number, 随机多等秒: number })
    .transform((part) => ({ least: part.最少秒, spread: part.随机多等秒 }))
    .optional(),
  ...{ 村: list, 单位: list, 群: list, 人员: list, 时间表: list, 信源: list, 学习计划: list, 放假安排: list },
})
