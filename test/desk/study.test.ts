import { describe, expect, it } from 'vitest'
import { writeXlsx } from '../../src/outside/sheet.ts'
import { openFixture } from './fixture.ts'
import { signedIn } from './visitor.ts'

const columns = ['主题', '日期', '时间', '群'].map((title) => ({ title, width: 12 }))

async function sheet(rows: string[][]): Promise<File> {
  return new File([new Uint8Array(await writeXlsx({ name: '计划', columns, rows }))], '学习计划.xlsx')
}

describe('学习', () => {
  it('takes a plan from a spreadsheet after a preview, and shows it', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const read = await visitor.post('/study/import', {
      sheet: await sheet([['三月集中学习', '2025-03-20', '15:00', '党员学习群']]),
    })
    const preview = read.headers.get('location') ?? ''
    const page = await visitor.read(preview)
    expect(page).toContain('1 次将写入')
    expect(fixture.study.sessions().some((one) => one.title === '三月集中学习')).toBe(false)
    const { sheet: hash = '', file = '' } = Object.fromEntries(new URL(preview, 'http://x').searchParams)
    await visitor.post('/study/import/write', { sheet: hash, file })
    expect(await visitor.read('/study')).toContain('三月集中学习')
    const { id = '' } = fixture.study.sessions().find((one) => one.title === '三月集中学习') ?? {}
    await visitor.post('/study/drop', { id })
    expect(await visitor.read('/study')).not.toContain('三月集中学习')
  })

  it('writes nothing while a cell is wrong', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const before = fixture.study.sessions().length
    const rows = [
      ['好的', '2025-03-20', '15:00', '党员学习群'],
      ['坏的', '三月底', '15:00', '党员学习群'],
    ]
    const read = await visitor.post('/study/import', { sheet: await sheet(rows) })
    const page = await visitor.read(read.headers.get('location') ?? '')
    expect(page).toContain('B3（日期） 日期“三月底”看不懂')
    expect(page).not.toContain('写入这')
    const [, hash = ''] = /sheet=([0-9a-f]{64})/.exec(read.headers.get('location') ?? '') ?? []
    await visitor.post('/study/import/write', { sheet: hash, file: '学习计划.xlsx' })
    expect(fixture.study.sessions()).toHaveLength(before)
    expect(await visitor.read('/study/import')).toContain('一条也没有写入')
  })

  it('sets a make-up for those who were not there', async () => {
    const fixture = await openFixture()
    const visitor = await signedIn(fixture, '李强')
    const { id = '', title = '' } = fixture.study.sessions()[0] ?? {}
    expect(await visitor.read('/study')).toContain('安排补学')
    await visitor.post('/study/make-up', { id, day: '2025-03-10', time: '09:00', place: '镇党校' })
    expect(await visitor.read('/study')).toContain(`${title}（补学）`)
    await visitor.post('/study/make-up', { id, day: '2025-03-10', time: '九点', place: '' })
    expect(await visitor.read('/study')).toContain('请写补学的时间')
  })

  it('shows attendance by branch: the office all, a village its own', async () => {
    const fixture = await openFixture()
    const office = await (await signedIn(fixture, '李强')).read('/study/branches')
    expect(office).toContain('张湾村')
    expect(office).toContain('红柳沟村')
    const village = await signedIn(fixture, '王芳')
    const own = await village.read('/study/branches')
    expect(own).toContain('张湾村')
    expect(own).not.toContain('红柳沟村')
    for (const path of ['make-up', 'drop', 'import', 'import/write'])
      expect((await village.post(`/study/${path}`)).status).toBe(403)
  })
})
