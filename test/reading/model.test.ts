import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/fault.ts'
import { mask } from '../../src/reading/mask.ts'
import { completeReading, type Model, openFields } from '../../src/reading/model.ts'
import { read } from '../../src/reading/read.ts'

const EMPTY = { date: null, organizer: null, location: null, topic: null, participants: null, category: null }
const sentAt = '2026-06-10T16:20'

function modelSaying(answer: unknown): Model & { asked: string[] } {
  const asked: string[] = []
  return {
    name: '假模型',
    asked,
    complete: async ({ user }) => {
      asked.push(user)
      return answer
    },
  }
}

const text = '枣林村今天搞了个志愿服务 大伙老槐树那儿碰的头 电话13912345678'
const complete = (model: Model) => completeReading(text, read(text, { sentAt }), { sentAt }, model, '提示')

describe('the model', () => {
  test('fills an open field when its words stand in the message', async () => {
    const { reading, dropped } = await complete(modelSaying({ ...EMPTY, location: '老槐树那儿' }))
    expect(reading.location).toMatchObject({ value: '老槐树那儿', by: 'model' })
    expect(text.slice(...(reading.location?.span ?? [0, 0]))).toBe('老槐树那儿')
    expect(dropped).toEqual([])
  })
  test('is not believed where its words do not stand there, and that is counted', async () => {
    const { reading, dropped } = await complete(
      modelSaying({ ...EMPTY, location: '村文化广场', participants: '50人' }),
    )
    expect(reading.location).toBeUndefined()
    expect(reading.participants).toBeUndefined()
    expect(dropped).toHaveLength(2)
  })
  test('cannot overrule the rules', async () => {
    const { reading } = await complete(modelSaying({ ...EMPTY, organizer: '大伙', date: '今天' }))
    expect(reading.organizer?.value).toBe('枣林村')
  })
  test('costs nothing when it is down or talks nonsense', async () => {
    const rules = read(text, { sentAt })
    const down: Model = { name: 'x', complete: () => Promise.reject(new Fault('model/slow', '太慢')) }
    expect(await complete(down)).toMatchObject({
      reading: rules,
      failed: expect.stringContaining('只用规则'),
    })
    expect(await complete(modelSaying('无'))).toMatchObject({ reading: rules, failed: expect.any(String) })
  })
  test('one field in a wrong form costs that field only', async () => {
    const { reading, dropped } = await complete(
      modelSaying({ location: '老槐树那儿', participants: 50, topic: null, extra: 1 }),
    )
    expect(reading.location?.value).toBe('老槐树那儿')
    expect(reading.participants).toBeUndefined()
    expect(dropped).toEqual(['participants：格式不对'])
  })
  test.each(['<html><body>502 Bad Gateway</body></html>', ['a'], null, 7])(
    '%j is no answer',
    async (said) => {
      expect(await complete(modelSaying(said))).toMatchObject({
        reading: read(text, { sentAt }),
        dropped: [],
      })
    },
  )
  test('ten megabytes are dropped, counted and not kept', async () => {
    const { dropped } = await complete(modelSaying({ ...EMPTY, location: '槐'.repeat(10_000_000) }))
    expect(dropped).toHaveLength(1)
    expect(dropped[0]?.length).toBeLessThan(100)
  })
  test('never sees a telephone number', async () => {
    const model = modelSaying(EMPTY)
    await complete(model)
    expect(model.asked[0]).not.toContain('13912345678')
    expect(model.asked[0]).toContain('〔手机1〕')
  })
  test('is not asked about chatter', () => {
    expect(openFields(read('收到！谢谢领导'))).toEqual([])
  })
})

describe('mask', () => {
  test.each(['13912345678', '139 1234 5678', '11010519491231002X', '6222020200112233445', '0931-8765432'])(
    '%s is hidden and comes back',
    (secret) => {
      const veiled = mask(`请联系${secret}，谢谢`)
      expect(veiled.text).not.toContain(secret.slice(-4))
      expect(veiled.restore(veiled.text)).toBe(`请联系${secret}，谢谢`)
    },
  )
  test('figures of a report are left alone', () => {
    expect(mask('32人 2026-06-05 500元').text).toBe('32人 2026-06-05 500元')
  })
})
