import { describe, expect, it } from 'vitest'
import { draftOf } from '../../src/digest/draft.ts'
import { Fault } from '../../src/fault.ts'
import { item, line, moment, open, shelves, town } from './house.ts'

const NIGHT = moment('2025-03-06 00:00')
const EIGHT = moment('2025-03-06 08:00')
const answers = { 云岭新闻网: [item('要闻一：全县防汛会议召开', moment('2025-03-06 06:00'))] }
const GROUPS = ['宣传工作群', '党员学习群']

/** Counts how often it drew. */
function pencil(fault?: Fault) {
  const drawn: string[] = []
  return {
    drawn,
    async draw({ day }: { day: string }) {
      drawn.push(day)
      if (fault) throw fault
      return { hash: `hash-${drawn.length}`, name: `${day}简报.png` }
    },
  }
}

describe('the digest as a picture', () => {
  it('goes out with its text where the town wants it, drawn once for all groups and also across a restart', async () => {
    const { draw, drawn } = pencil()
    const on = shelves()
    const wish = { answers, town: town({ digestCard: true }), draw, on }
    const house = await open(NIGHT, wish)
    await house.to(EIGHT)
    const picture = '2025-03-06简报.png'
    expect(house.said).toMatchObject(
      GROUPS.map((group) => ({ group, picture, text: /./ })).map(({ text: _, ...one }) => one),
    )
    expect(house.said[0]?.text).toContain('要闻一')
    expect(await house.digests.sendCard('2025-03-06', EIGHT)).toEqual([])
    const again = await open(EIGHT, wish)
    await again.digests.card('2025-03-06')
    expect(drawn).toEqual(['2025-03-06'])
  })

  it('keeps no digest back when it cannot be drawn, and says why', async () => {
    const { draw } = pencil(new Fault('card/font', '没有中文字体，画不出图片。'))
    const house = await open(NIGHT, { answers, town: town({ digestCard: true }), draw })
    await house.to(EIGHT)
    expect(house.said.map((one) => [one.group, one.picture])).toEqual(
      GROUPS.map((group) => [group, undefined]),
    )
    expect(house.digests.get('2025-03-06')).toMatchObject({ cardFault: '没有中文字体，画不出图片。' })
  })

  it('comes when an officer presses, once, and only after the text', async () => {
    const house = await open(NIGHT, { answers, ...pencil() })
    await expect(house.digests.sendCard('2025-03-06', NIGHT)).rejects.toThrow('digest/none')
    await house.to(EIGHT)
    expect(house.said.map((one) => one.picture)).toEqual([undefined, undefined])
    const nine = moment('2025-03-06 09:00')
    expect(await house.digests.sendCard('2025-03-06', nine)).toEqual(GROUPS)
    expect(await house.digests.sendCard('2025-03-06', nine)).toEqual([])
    await house.to(nine)
    expect(house.said.slice(2)).toEqual(
      GROUPS.map((group) => ({ group, text: '', picture: '2025-03-06简报.png' })),
    )
    await expect(house.digests.sendCard('2025-03-06', moment('2025-03-07 09:00'))).rejects.toThrow('往期')
  })

  it('is not shown in the groups before the digest is let go, and comes with the late word', async () => {
    const careful = town({ approveDigest: true, digestCard: true })
    const house = await open(NIGHT, { answers, town: careful, ...pencil() })
    await house.to(moment('2025-03-06 07:30'))
    await house.to(EIGHT)
    const nine = moment('2025-03-06 09:00')
    await expect(house.digests.sendCard('2025-03-06', nine)).rejects.toThrow('digest/not-out')
    await house.digests.listen(line('发', nine), nine)
    await house.to(nine)
    const shown = house.said.filter((one) => one.picture)
    expect(shown.map((one) => one.group)).toEqual(GROUPS)
  })
})

it('a draft quotes its sources, cites its rows, and says where a model had a part', () => {
  const news = {
    section: '理论热点' as const,
    title: '论12件小事',
    source: '云岭理论',
    link: 'https://e.invalid/1',
    published: null,
    keys: [],
  }
  const work = {
    ...news,
    section: '工作动态' as const,
    title: '张湾村：志愿服务，12人参加',
    source: '台账 2025-0001',
    row: '2025-0001',
  }
  const draft = draftOf('青石镇', { day: '2025-03-06', lines: [{ ...news, summary: '从小事做起。' }, work] })
  expect(draft).toMatchObject({ title: '青石镇每日简报（3月6日）', rows: ['2025-0001'], ai: true })
  expect(draft.body).toContain('（AI摘要）从小事做起。')
  expect(draft.quoted[0]).toEqual({
    text: '论12件小事\n云岭理论\n从小事做起。',
    from: '照录自云岭理论：https://e.invalid/1',
  })
})
