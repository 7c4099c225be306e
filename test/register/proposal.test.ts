import { beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src/chat/message.ts'
import { read } from '../../src/reading/read.ts'
import type { Batch } from '../../src/register/change.ts'
import { openProposals, type Proposal, type Proposals } from '../../src/register/proposal.ts'
import { openRegisters, type Registers } from '../../src/register/register.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'

const NOW = '2023-06-02T09:00:00.000+08:00'
const WHO = { by: '吴磊', at: NOW }
let registers: Registers
let proposals: Proposals
let shelf = memoryShelf<Proposal>()
let said: string[] = []

async function open(): Promise<Proposals> {
  return openProposals({
    proposals: shelf,
    registers,
    outbox: {
      write: async ({ text }) => {
        said.push(text)
        return true
      },
    },
    villagesOf: (person) => (person === '王芳' ? ['张湾村'] : ['上滩村']),
    readDay: (text, sentAt) => read(text, { sentAt: sentAt.slice(0, 16) }).date?.value,
  })
}

beforeEach(async () => {
  said = []
  shelf = memoryShelf<Proposal>()
  registers = await openRegisters(memoryShelf<Batch>())
  const stage = (name: string, branch: string) => ({
    on: '2022-01-01',
    values: { name, branch, applied: '2020-01-01', probationary: '2022-06-01' },
    source: { desk: '名册页' },
  })
  await registers.change(
    'stages',
    [stage('张三', '张湾村党支部'), stage('张三', '上滩村党支部'), stage('李秀兰', '上滩村党支部')],
    WHO,
  )
  proposals = await open()
})

function line(text: string, person = '王芳', id = 'm1'): Message {
  return {
    id: `2023-06-02/${id}`,
    channelId: id,
    group: '村书记群',
    from: { id: `wx-${person}`, name: person },
    person,
    at: NOW,
    kind: 'text',
    text,
    ours: false,
    mentionsBot: false,
  }
}

describe('a change told by message', () => {
  it('waits for the desk, changes nothing before, and then names its message', async () => {
    expect(await proposals.listen(line('张三 6月1日转正'), NOW)).toBe(true)
    expect(said).toEqual(['已记下：张三 6月1日转正。等办公室核对后写入名册。'])
    const [found] = proposals.open()
    expect(found?.candidates).toEqual(['stages-0001'])
    expect(registers.record('stages', 'stages-0001')?.values.full).toBeUndefined()
    await proposals.confirm(found?.id ?? '', WHO)
    const record = registers.record('stages', 'stages-0001')
    expect(record?.values.full).toBe('2023-06-01')
    expect(record?.history.at(-1)?.source).toEqual({ messages: ['2023-06-02/m1'] })
    expect(proposals.open()).toEqual([])
    await expect(proposals.confirm(found?.id ?? '', WHO)).rejects.toMatchObject({
      code: 'register/no-proposal',
    })
  })

  it('offered twice, or found again after a restart, is one', async () => {
    await proposals.listen(line('张三 6月1日转正'), NOW)
    await proposals.listen(line('张三 6月1日转正'), NOW)
    expect((await open()).open()).toHaveLength(1)
  })

  it('asks which of two is meant, where the sender does not tell', async () => {
    await registers.change(
      'stages',
      [
        {
          on: '2022-01-01',
          values: { name: '李秀兰', branch: '新渠村党支部', applied: '2020-01-01' },
          source: { desk: '名册页' },
        },
      ],
      WHO,
    )
    await proposals.listen(line('李秀兰同志6月1日确定为积极分子'), NOW)
    const [found] = proposals.open()
    expect(found?.candidates).toEqual(['stages-0003', 'stages-0004'])
    await expect(proposals.confirm(found?.id ?? '', WHO)).rejects.toMatchObject({ code: 'register/which' })
    await proposals.confirm(found?.id ?? '', { ...WHO, record: 'stages-0004' })
    expect(registers.record('stages', 'stages-0004')?.values.active).toBe('2023-06-01')
  })

  it.each([
    '张三转正的材料什么时候交？',
    '6月1日张湾村召开党员大会，讨论张三转正事宜，32人参加',
    '张三和李秀兰6月1日转正',
    '王五 6月1日转正',
    '张三来了',
  ])('is not seen in “%s”', async (text) => {
    expect(await proposals.listen(line(text), NOW)).toBe(false)
    expect(proposals.open()).toEqual([])
  })

  it('can be dismissed', async () => {
    await proposals.listen(line('张三昨天被接收为预备党员'), NOW)
    const [found] = proposals.open()
    expect(found?.on).toBe('2023-06-01')
    await proposals.dismiss(found?.id ?? '', WHO)
    expect(proposals.open()).toEqual([])
    expect(registers.record('stages', 'stages-0001')?.version).toBe(1)
  })
})
