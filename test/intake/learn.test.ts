import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { readCommand } from '../../bots/read.ts'
import { openStore } from '../../src/outside/lowdb.ts'
import { type Case, caseSchema } from '../../src/reading/cases.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { openStage, TOWN } from './stage.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function withCases() {
  const cases = memoryShelf<Case>()
  return { cases, stage: await openStage({ cases }) }
}

describe('what is put right', () => {
  it('teaches a name: asked once, known from the next message on, also after a restart', async () => {
    const { cases, stage } = await withCases()
    await stage.say('马强', '柳沟村3月4日主题党日32人')
    expect(await stage.later(4)).toEqual([expect.stringContaining('是红柳沟村还是上滩村的？')])
    await stage.say('马强', '红柳沟')
    expect(stage.ledger.row('2025-0001')).toMatchObject({ village: '红柳沟村', organizer: '红柳沟村' })
    expect(await stage.say('马强', '柳沟村3月5日志愿服务15人')).toEqual([
      expect.stringContaining('2025-0002：红柳沟村，3月5日'),
    ])
    expect(await cases.list()).toMatchObject([
      { text: '柳沟村3月4日主题党日32人', right: { village: '红柳沟村' }, by: '马强' },
    ])
    const again = await stage.restart()
    expect(again.places().find((one) => one.name === '红柳沟村')?.aliases).toContain('柳沟村')
  })

  it('is kept with what the message bears, at the desk too; the writer’s own slip is no case', async () => {
    const { cases, stage } = await withCases()
    await stage.say('王芳', '张湾村3月5日志愿服务，党员10人、群众12人参加')
    await stage.say('王芳', '刚才那个人数写错了是35')
    await stage.later(1)
    expect(await cases.list()).toEqual([])
    const desk = { source: { desk: '审核台更正' }, by: '李强', at: stage.now() }
    await stage.ledger.amend('2025-0001', { kind: 'corrected', fields: { category: 'customs' }, ...desk })
    await stage.later(1)
    expect(await cases.list()).toMatchObject([
      { right: { category: 'customs' }, sentAt: '2025-03-05T15:20', village: '张湾村', by: '李强' },
    ])
    stage.set('2025-03-05', '15:40')
    const later = { ...desk, at: stage.now() }
    await stage.ledger.amend('2025-0001', { kind: 'corrected', fields: { participants: 10 }, ...later })
    await stage.later(1)
    expect(await cases.list()).toMatchObject([{ right: { category: 'customs', participants: 10 } }])
  })

  it('is a file that `zhenxun read --cases` scores', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhenxun-cases-'))
    folders.push(folder)
    const store = await openStore(folder)
    const stage = await openStage({ cases: store.shelf('cases', caseSchema) })
    await stage.say('王芳', '张湾村3月5日志愿服务12人')
    const desk = { source: { desk: '审核台更正' }, by: '李强', at: stage.now() }
    await stage.ledger.amend('2025-0001', { kind: 'corrected', fields: { category: 'customs' }, ...desk })
    await stage.later(1)
    await store.close()
    const output = new PassThrough()
    const errors = new PassThrough()
    const cases = join(folder, 'cases', '2025-03.json')
    const bad = await readCommand({ input: new PassThrough(), output, errors, places: TOWN.villages, cases })
    expect([bad, errors.read()]).toEqual([0, null])
    expect(String(output.read())).toMatch(/样例 1 条\n类别 {2}对 0 \/ 1/)
  })
})
