import { describe, expect, it } from 'vitest'
import { at } from '../../src/clock.ts'
import { readStudyWords } from '../../src/study/words.ts'
import type { StudySession } from '../../src/town.ts'
import { room } from './room.ts'
import { prompt } from './town.ts'

const DAY = '2026-03-06'
const SESSION: StudySession = {
  id: 's1',
  title: '学习《支部工作条例》',
  day: DAY,
  time: '15:00',
  place: '镇三楼会议室',
  groups: ['党员学习群'],
  remindBefore: 60,
  category: 'study',
}

const TEMPLATE = prompt('study.md')

const t = (time: string, day = DAY) => at(day, time)

describe('学习提醒', () => {
  it('reminds the day before and an hour before, and counts once at the close', async () => {
    const { start, said, message } = await room([SESSION])
    const { tick, hear } = await start(t('08:00', '2026-03-05'))
    await tick(t('16:00', '2026-03-05'))
    expect(said).toEqual([
      '【学习提醒】明天3月6日（周五）15:00\n内容：学习《支部工作条例》\n地点：镇三楼会议室\n到场后在群里发“打卡”即可，不用拍照，不用接龙。',
    ])
    await tick(t('14:00'))
    expect(said[1]).toContain('今天3月6日（周五）15:00')
    await hear(message('王芳', '打卡', t('14:58')))
    await hear(message('王芳', '打卡', t('14:59')))
    await hear(message('马强', '签到[握手]', t('15:01')))
    await tick(t('16:00'))
    expect(said).toHaveLength(2)
    await tick(t('17:01'))
    await tick(t('17:02'))
    expect(said.slice(2)).toEqual([
      '“学习《支部工作条例》”已有 2 人打卡，谢谢大家。没赶上的同志学完后发“补学 学习《支部工作条例》”就行。',
    ])
  })

  it('down until ten minutes before: one reminder, not two; after the start none', async () => {
    const { start, said, slots } = await room([SESSION])
    await (await start(t('08:00', '2026-03-05'))).tick(t('08:00', '2026-03-05'))
    await (await start(t('14:50'))).tick(t('14:50'))
    expect(said).toHaveLength(1)
    expect((await slots.list()).map(({ state, late }) => [state, late ?? false])).toEqual([
      ['missed', false],
      ['done', true],
    ])
    const other = await room([SESSION])
    await (await other.start(t('08:00', '2026-03-05'))).tick(t('08:00', '2026-03-05'))
    await (await other.start(t('15:01'))).tick(t('15:01'))
    expect(other.said).toEqual([])
  })

  it('refuses a template that lacks a piece or has a blank nobody fills', () => {
    expect(() => readStudyWords(TEMPLATE.replace('## 收尾', '## 结尾'))).toThrow(
      /study\/template.*缺少“## 收尾”/,
    )
    expect(() => readStudyWords(TEMPLATE.replace('地点：{地点}', '地点：{地址}'))).toThrow(
      /“提醒”里的 \{地址\}/,
    )
  })

  it('keeps the quiet hours', async () => {
    const early = { ...SESSION, time: '07:30', remindBefore: 60 }
    const late = { ...SESSION, id: 's2', title: '夜校', time: '21:00' }
    const { start } = await room([early, late])
    const { keeper } = await start(t('08:00', '2026-03-05'))
    expect(keeper.upcoming(t('08:00', '2026-03-05'), 3).map(({ due }) => due)).toEqual([
      t('16:00', '2026-03-05'),
      t('16:00', '2026-03-05'),
      t('07:00'),
      t('09:31'),
      t('20:00'),
      t('07:00', '2026-03-07'),
    ])
  })
})

describe('打卡', () => {
  it.each([
    ['打卡', true],
    ['已学习', true],
    ['@小助手 打卡！', true],
    ['张湾村王芳打卡', true],
    ['打卡 支部工作条例', true],
    ['我已完成学习《支部工作条例》打卡', true],
    ['打卡 🙏', true],
    ['已学', true],
    ['学完了', true],
    ['学完啦～', true],
    ['+1', true],
    ['＋1 [强]', true],
    ['王芳+1', true],
    ['✅', true],
    ['我学了', true],
    ['我学完了', true],
    ['已看完', true],
    ['已阅', true],
    ['到', true],
    ['张湾村 王芳 到', true],
    ['已到会', true],
    ['已参加学习《支部工作条例》', true],
    ['学习完毕，收到', true],
    ['报到', true],
    ['打卡？', false],
    ['打卡呢', false],
    ['学完了吗', false],
    ['学完了？', false],
    ['谁学完了', false],
    ['大家都学完了', false],
    ['我没学', false],
    ['还没学完', false],
    ['学不完了', false],
    ['明天学', false],
    ['正在学', false],
    ['学', false],
    ['到了村里再说', false],
    ['+10', false],
    ['+1000', false],
    ['一加一等于二', false],
    ['学完了记得打卡', false],
    ['参加', false],
    ['李四 已学', false],
    ['请大家打卡', false],
    ['打卡了吗', false],
    ['还没打卡', false],
    ['张湾村3月6日学习《支部工作条例》，签到32人', false],
    ['已学习贯彻会议精神', false],
    ['收到', false],
  ])('“%s” -> %s', async (text, taken) => {
    const { start, message, checkIns } = await room([SESSION])
    const { hear } = await start(t('14:00'))
    expect(await hear(message('王芳', text, t('15:05')))).toBe(taken)
    expect(await checkIns.list()).toHaveLength(taken ? 1 : 0)
  })

  it('takes a photo sent with it, and leaves other groups and strangers alone', async () => {
    const { start, message, checkIns } = await room([SESSION])
    const { hear } = await start(t('14:00'))
    expect(await hear(message('王芳', '', t('13:57'), { kind: 'picture' }))).toBe(false)
    expect(await hear(message('王芳', '打卡', t('14:58'), { kind: 'picture' }))).toBe(true)
    expect(await hear(message('王芳', '', t('15:00'), { kind: 'picture' }))).toBe(true)
    expect((await checkIns.list())[0]?.photos).toHaveLength(2)
    const { person: _, ...stranger } = message('外人', '打卡', t('15:00'))
    expect(await hear(stranger)).toBe(false)
    expect(await hear(message('马强', '打卡', t('15:00'), { group: '宣传工作群' }))).toBe(false)
    expect(await hear(message('小助手', '打卡', t('15:00'), { ours: true }))).toBe(false)
  })

  it('outside a session: one line a day; 补学 is noted and counted apart', async () => {
    const { start, said, message } = await room([SESSION])
    const { hear, tick, study } = await start(t('14:00'))
    await hear(message('王芳', '打卡', t('15:00')))
    await hear(message('马强', '打卡', t('09:00', '2026-03-07')))
    await hear(message('马强', '打卡', t('09:05', '2026-03-07')))
    await tick(t('09:06', '2026-03-07'))
    expect(said.filter((text) => text.startsWith('现在没有'))).toHaveLength(1)
    const late = message('马强', '补学 支部工作条例', t('09:10', '2026-03-07'))
    await hear(late)
    await hear(late)
    await tick(t('09:11', '2026-03-07'))
    expect(said.filter((text) => text === '已记下 马强 补学“学习《支部工作条例》”。')).toHaveLength(1)
    expect(study.attendance('s1')).toMatchObject({
      present: 1,
      makeUp: 1,
      expected: 2,
      branches: [
        { branch: '张湾村', present: ['王芳'], makeUp: [], absent: [] },
        { branch: '红柳沟村', present: [], makeUp: ['马强'], absent: [] },
      ],
    })
    expect(() => study.attendance('s9')).toThrow(/study\/no-session/)
  })
})

describe('学习入台账', () => {
  it('files a finished session once, with its headcount and the messages', async () => {
    const { start, message, entries } = await room([SESSION])
    const first = await start(t('14:00'))
    const lines = [message('王芳', '打卡', t('15:00')), message('马强', '打卡', t('15:02'))]
    for (const line of lines) await first.hear(line)
    await first.tick(t('17:00'))
    expect(first.ledger.rows()).toEqual([])
    await first.tick(t('17:01'))
    await first.tick(t('17:02'))
    const second = await start(t('17:03'))
    await second.tick(t('17:03'))
    expect(second.ledger.rows()).toMatchObject([
      {
        organizer: '镇党委',
        date: DAY,
        category: 'study',
        topic: '学习《支部工作条例》',
        location: '镇三楼会议室',
        participants: 2,
        sessions: 1,
        messages: lines.map(({ id }) => id),
      },
    ])
    expect(await entries.list()).toHaveLength(1)
  })

  it('corrects the row for what came late or was taken back, unless an officer did', async () => {
    const { start, message } = await room([SESSION])
    const { hear, tick, ledger } = await start(t('14:00'))
    const mine = message('王芳', '打卡', t('15:00'))
    await hear(mine)
    await tick(t('17:01'))
    await hear(message('马强', '打卡', t('15:30')))
    await tick(t('17:05'))
    expect(ledger.rows()[0]?.participants).toBe(2)
    await hear(message('王芳', '', t('17:10'), { kind: 'recall', recalls: mine.channelId }))
    await tick(t('17:11'))
    expect(ledger.rows()[0]).toMatchObject({ participants: 1, version: 3 })
    const number = ledger.rows()[0]?.number ?? ''
    const source = { desk: '1' }
    const fields = { participants: 30, topic: '改过的题目' }
    await ledger.amend(number, { kind: 'corrected', fields, source, by: '李强', at: t('17:20') })
    await hear(message('李强', '打卡', t('15:40')))
    await tick(t('17:21'))
    expect(ledger.rows()).toMatchObject([{ participants: 30 }])
  })

  it('without a check-in there is no row', async () => {
    const { start } = await room([SESSION])
    const { tick, ledger } = await start(t('14:00'))
    await tick(t('17:01'))
    expect(ledger.rows()).toEqual([])
  })
})
