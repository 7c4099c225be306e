import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importCommand } from '../../bots/import.ts'

let folder = ''
let told: string[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhenxun-import-'))
  told = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function run(csv: string, options: { register?: string; yes?: boolean }): Promise<string[]> {
  const file = join(folder, '表格.csv')
  await writeFile(file, csv)
  told = []
  const town = 'test/town.yaml'
  await importCommand(file, {
    data: join(folder, 'data'),
    town,
    ...options,
    print: (line) => told.push(line),
  })
  return told
}

test('a ledger sheet is shown first, filed with --yes, and never filed twice', async () => {
  const csv = '日期,村,类别,内容,人数\n2025-03-05,张湾村,志愿服务,清扫村道,12\n'
  expect((await run(csv, {})).at(-1)).toContain('还没有写入')
  expect((await run(csv, { yes: true })).at(-1)).toBe('已写入 1 条。')
  expect((await run(csv, { yes: true }))[0]).toMatch(/台账里已有 \d{4}-0001/)
})

test('a register sheet goes into its register, all of it or nothing', async () => {
  const register = '产业带头人'
  const csv = '姓名,所在村,产业\n田小满,张湾村,肉牛\n'
  expect(await run(csv, { register })).toEqual([
    '第 2 行 田小满/张湾村：将登记',
    expect.stringContaining('还没有写入'),
  ])
  expect((await run(csv, { register, yes: true })).at(-1)).toBe('已写入 1 条。')
  expect((await run(csv, { register, yes: true }))[0]).toBe('第 2 行 田小满/张湾村：没有变化')
  const faulty = '姓名,所在村,是否党员\n马得水,上滩村,是\n何大田,上滩村,也许\n'
  await expect(run(faulty, { register, yes: true })).rejects.toMatchObject({ code: 'register/import' })
  expect(told.at(-1)).toMatch(/^C3：/)
  expect((await run('姓名,所在村\n马得水,上滩村\n', { register }))[0]).toContain('将登记')
  await expect(run(csv, { register: '花名册' })).rejects.toMatchObject({ code: 'register/no-register' })
})
