import { describe, expect, it } from 'vitest'
import type { Model } from '../../src/reading/model.ts'
import { readAll } from '../../src/reading/read.ts'
import { openStage as openRealStage } from './stage.ts'

/** Rules that do not know what kind of activity 升旗 is: what they leave open does not change as they learn. */
const openStage: typeof openRealStage = (parts) =>
  openRealStage({
    ...parts,
    read: (text, context) =>
      readAll(text, context).map(({ category, ...reading }) =>
        category && !text.includes('升旗') ? { ...reading, category } : reading,
      ),
  })

type Answer = Record<string, unknown>
const NOTHING: Answer = {
  date: null,
  organizer: null,
  location: null,
  topic: null,
  participants: null,
  category: null,
}

/** A model that says what it is told to say, and remembers what it was shown. */
function saying(answer: Answer | Error | 'never') {
  const shown: string[] = []
  const model: Model = {
    name: '试用模型',
    complete: ({ user }) => {
      shown.push(user)
      if (answer === 'never') return new Promise(() => undefined)
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ ...NOTHING, ...answer })
    },
  }
  return { shown, reader: { model, system: '只抄原文', patience: 30 } }
}

const KIND = { kind: 'culture', words: '升旗仪式' }
const REPORT = '张湾村今天在村口老槐树下举行升旗仪式，乡亲来了三十来人'

describe('what the rules left open', () => {
  it('comes from the model before the question is asked, with its words, and is said to come from it', async () => {
    const { reader, shown } = saying({ category: KIND })
    const stage = await openStage({ reader })
    await stage.say('王芳', '张湾村3月5日升旗仪式，30人参加')
    expect(await stage.later(4)).toEqual([
      '@王芳 已入台账 2025-0001：张湾村，3月5日，升旗仪式，30人。有误请回，如“更正 2025-0001 人数15”',
    ])
    expect(shown).toHaveLength(1)
    const row = stage.ledger.row('2025-0001')
    expect(row).toMatchObject({ state: 'received', category: 'culture', by: '王芳' })
    expect(row.entries.at(-1)).toMatchObject({
      by: '小助手',
      note: 'AI（试用模型）补读',
      model: [{ field: 'category', words: '升旗仪式' }],
    })
  })

  it('is never filled with what does not stand in the message, nor over what the rules read', async () => {
    const { reader } = saying({
      participants: '五百人',
      location: '天安门广场',
      date: '3月4日',
      category: { kind: 'culture', words: '百人合唱' },
    })
    const stage = await openStage({ reader })
    await stage.say('王芳', '张湾村3月5日升旗仪式，30人参加')
    expect(await stage.later(4)).toEqual([expect.stringContaining('搞的是什么活动')])
    const row = stage.ledger.row('2025-0001')
    expect(row).toMatchObject({ participants: 30, location: null, date: '2025-03-05', category: null })
    expect(row.version).toBe(1)
  })

  it.each([['it is down', new Error('connect refused')] as const, ['it never answers', 'never'] as const])(
    'stays open when %s: the question is asked all the same',
    async (_, answer) => {
      const { reader } = saying(answer)
      const stage = await openStage({ reader })
      await stage.say('王芳', '张湾村3月5日升旗仪式，30人参加')
      expect(await stage.later(4)).toEqual([expect.stringContaining('搞的是什么活动')])
      expect(stage.ledger.row('2025-0001').version).toBe(1)
    },
  )

  it('keeps nobody else waiting: others are heard and answered while the model thinks', async () => {
    let answer: (value: Answer) => void = () => undefined
    let asked: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      asked = resolve
    })
    const model: Model = {
      name: '慢模型',
      complete: () =>
        new Promise((resolve) => {
          answer = resolve
          asked()
        }),
    }
    const stage = await openStage({ reader: { model, system: '', patience: 5000 } })
    await stage.say('王芳', '张湾村3月5日升旗仪式，30人参加')
    stage.set('2025-03-05', '15:25')
    const beat = stage.intake().tick(stage.now())
    await begun
    expect(await stage.say('马强', '红柳沟村3月5日主题党日 32人')).toEqual([
      expect.stringContaining('2025-0002：红柳沟村'),
    ])
    answer({ ...NOTHING, category: KIND })
    await beat
    expect(stage.ledger.row('2025-0001')).toMatchObject({ category: 'culture' })
  })

  it('is asked again after a crash, and written once', async () => {
    const { reader, shown } = saying({ category: KIND })
    const stage = await openStage({ reader })
    await stage.say('王芳', '张湾村3月5日升旗仪式，30人参加')
    await stage.restart()
    expect(await stage.later(4)).toEqual([expect.stringContaining('升旗仪式，30人')])
    await stage.restart()
    expect(await stage.later(4)).toEqual([])
    expect(shown).toHaveLength(1)
  })

  it('is shown no telephone number', async () => {
    const { reader, shown } = saying({})
    const stage = await openStage({ reader })
    await stage.say('王芳', `${REPORT}，联系人13812345678`)
    await stage.later(4)
    expect(shown.join()).toContain('老槐树')
    expect(shown.join()).not.toContain('13812345678')
  })
})
