import { beforeEach, describe, expect, test } from 'vitest'
import { at } from '../../src/clock.ts'
import { textIn } from '../../src/register/record.ts'
import { type Fixture, openFixture } from './fixture.ts'
import { signedIn, type Visitor } from './visitor.ts'
import { DAY, line } from './week.ts'

let fixture: Fixture
let editor: Visitor
beforeEach(async () => {
  fixture = await openFixture()
  editor = await signedIn(fixture, '李强')
})

function upload(visitor: Visitor, text: string): Promise<Response> {
  return visitor.post('/register/leads/import', { sheet: new File([text], '带头人.csv') })
}

describe('a register is imported from a spreadsheet', () => {
  test('after a preview, all at once, each record naming file and line', async () => {
    const answer = await upload(
      editor,
      '姓名,所在村,产业,颜色\n田小满,张湾村,肉牛,红\n马得水,上滩村,枸杞,黄\n',
    )
    const page = answer.headers.get('location') ?? ''
    const preview = await editor.read(page)
    expect(preview).toContain('共 2 行，2 行将写入')
    expect(preview).toContain('没有用到的列：颜色')
    expect(fixture.registers.records('leads')).toEqual([])

    const { searchParams } = new URL(page, 'http://desk')
    const form = Object.fromEntries(searchParams)
    await editor.post('/register/leads/import/write', { ...form, on: '2025-03-01' })
    const [first] = fixture.registers.records('leads')
    expect(first?.values).toMatchObject({ name: '田小满', village: '张湾村', industry: '肉牛' })
    expect(await editor.read('/register/leads/leads-0001')).toContain('导入自 带头人.csv 第 2 行')
    expect(await editor.read(page)).toContain('没有变化')
  })

  test('not at all while one cell is wrong; the cell is named', async () => {
    const answer = await upload(editor, '姓名,所在村,是否党员\n田小满,张湾村,也许\n马得水,上滩村,是\n')
    const page = answer.headers.get('location') ?? ''
    const preview = await editor.read(page)
    expect(preview).toMatch(/<b>C2<\/b> “党员”请填“是”或“否”/)
    expect(preview).toContain('表格读过了，有要改的地方')
    const form = Object.fromEntries(new URL(page, 'http://desk').searchParams)
    await editor.post('/register/leads/import/write', { ...form, on: '2025-03-01' })
    expect(fixture.registers.records('leads')).toEqual([])
  })

  test('by the office only', async () => {
    expect((await upload(await signedIn(fixture, '马强'), '姓名\n')).status).toBe(403)
    expect((await upload(await signedIn(fixture, '孙书记'), '姓名\n')).status).toBe(403)
  })
})

describe('a record', () => {
  const path = '/register/members/members-0001'

  test('is changed in what differs, with its history', async () => {
    const form = { seen: '1', on: DAY, note: '电话核实', kind: 'changed' }
    await editor.post(path, { ...form, 'value.name': '马长顺', 'value.flowing': '是' })
    const record = fixture.registers.record('members', 'members-0001')
    expect(record?.history.at(-1)).toMatchObject({ by: '李强', values: { flowing: true }, note: '电话核实' })
    expect(await editor.read(path)).toContain('流动党员：是')
  })

  test('is not changed from a page that is out of date, nor when nothing differs', async () => {
    const form = { on: DAY, note: '', kind: 'changed', 'value.name': '马长顺' }
    await editor.post(path, { ...form, seen: '9', 'value.flowing': '是' })
    expect(await editor.read(path)).toContain('已被别人改过')
    await editor.post(path, { ...form, seen: '1' })
    expect(await editor.read(path)).toContain('没有改动')
    expect(fixture.registers.record('members', 'members-0001')?.version).toBe(1)
  })

  test('leaves the register and comes back, and is kept all the time', async () => {
    await editor.post(path, { seen: '1', on: DAY, note: '转往外县', kind: 'left' })
    expect(fixture.registers.records('members')).toHaveLength(2)
    expect(await editor.read(path)).toContain(`已于 ${DAY} 移出`)
    await editor.post(path, { seen: '2', on: DAY, note: '', kind: 'back' })
    expect(fixture.registers.records('members')).toHaveLength(3)
  })

  test('shows its form without what the person may not see', async () => {
    expect(await editor.read(path)).not.toContain('value.phone')
    expect(await (await signedIn(fixture, '钱管理')).read(path)).toContain('value.phone')
  })

  test('is entered once', async () => {
    const form = { on: DAY, note: '', 'value.name': '田小满', 'value.village': '张湾村' }
    const answer = await editor.post('/register/leads', form)
    expect(answer.headers.get('location')).toBe('/register/leads/leads-0001')
    await editor.post('/register/leads', form)
    expect(await editor.read('/register/leads/new')).toContain('名册里已有')
    expect(fixture.registers.records('leads')).toHaveLength(1)
  })

  test('is exported with covered numbers for those who may not see them', async () => {
    expect((await editor.get('/register/members/export.xlsx')).headers.get('content-type')).toContain(
      'spreadsheetml',
    )
  })
})

describe('a change told in a group', () => {
  test('waits on the page until a person writes it into the register', async () => {
    const told = line(DAY, '08:50', '王芳', '何桂兰 昨天组织关系转出')
    await fixture.messages.put(told)
    expect(await fixture.proposals.listen(told, at(DAY, '08:50'))).toBe(true)
    expect(fixture.registers.records('members')).toHaveLength(3)
    expect(await editor.read('/register')).toContain('何桂兰 3月5日转出组织关系')

    expect(await editor.read('/')).toContain('王芳：何桂兰 3月5日转出组织关系')
    const [waiting] = fixture.proposals.open()
    await editor.post('/register/proposals', { id: waiting?.id ?? '', what: 'confirm' })
    expect(fixture.registers.records('members').map((one) => textIn(one, 'name'))).not.toContain('何桂兰')
    expect(fixture.proposals.open()).toEqual([])
    expect(await editor.read('/register/members/members-0003')).toContain('来自群消息')
  })
})
