import { draftFrom } from '../../src/article/draft.ts'
import type { Provable } from '../../src/article/proof.ts'
import type { SourceRow } from '../../src/article/source.ts'
import { plusDays } from '../../src/clock.ts'
import type { Category } from '../../src/reading/category.ts'
import { templates, town } from './cast.ts'

/** The same sequence for the same seed (mulberry32). */
export function dice(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const upTo = (most: number) => Math.floor(next() * most)
  const pick = <T>(from: readonly T[]): T => {
    const one = from[upTo(from.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  return { upTo, pick, chance: (share: number) => next() < share }
}
export type Dice = ReturnType<typeof dice>

const TOPICS: [Category, string, [string, string][]][] = [
  [
    'volunteer',
    '学雷锋志愿服务',
    [
      ['车', '清理垃圾'],
      ['份', '发放宣传单'],
      ['户', '走访农户'],
    ],
  ],
  [
    'volunteer',
    '环境卫生整治',
    [
      ['处', '清理乱堆乱放'],
      ['公里', '清扫村道'],
    ],
  ],
  [
    'party_day',
    '主题党日',
    [
      ['户', '走访困难群众'],
      ['条', '征集意见建议'],
    ],
  ],
  [
    'training',
    '村级后备干部培训班',
    [
      ['课时', '安排课程'],
      ['套', '发放教材'],
    ],
  ],
  [
    'culture',
    '百姓大舞台文艺演出',
    [
      ['个', '演出节目'],
      ['份', '发放宣传品'],
    ],
  ],
  [
    'customs',
    '移风易俗宣讲',
    [
      ['份', '签订承诺书'],
      ['场', '宣讲'],
    ],
  ],
  ['lecture', '专题党课', [['本', '发放学习资料']]],
  [
    'service',
    '冬季走访慰问',
    [
      ['袋', '送去面粉'],
      ['桶', '送去食用油'],
      ['元', '发放慰问金'],
    ],
  ],
]
const PLACES = ['村文化广场', '村委会会议室', '党群服务中心', '村史馆', null]

export function rowOf(serial: number, roll: Dice): SourceRow {
  const village = roll.pick(town.villages).name
  const [category, topic, quantities] = roll.pick(TOPICS)
  const day = plusDays('2025-03-01', roll.upTo(60))
  const date = roll.chance(0.12) ? `${day}/${plusDays(day, 1 + roll.upTo(3))}` : day
  const participants = roll.chance(0.9) ? 6 + roll.upTo(140) : null
  const by = town.people.find((one) => one.villages.includes(village))?.name ?? '王芳'
  return {
    number: `2025-${String(serial).padStart(4, '0')}`,
    village,
    organizer: roll.chance(0.6) ? `${village}党支部` : village,
    date,
    category,
    topic,
    location: roll.pick(PLACES),
    participants,
    participantsApprox: participants !== null && roll.chance(0.1),
    personTimes: roll.chance(0.15) ? 200 + roll.upTo(3000) : null,
    sessions: roll.chance(0.15) ? 2 + roll.upTo(6) : null,
    quantities: quantities
      .filter(() => roll.chance(0.6))
      .map(([unit, what]) => ({ value: 2 + roll.upTo(unit === '元' ? 9000 : 400), unit, what })),
    by,
    words: [],
  }
}

export interface Made {
  article: Provable
  rows: SourceRow[]
}

/** A drafted article on one to five rows of different villages. */
export function madeArticle(index: number, roll: Dice): Made {
  const count = roll.pick([1, 1, 2, 3, 5])
  const rows: SourceRow[] = []
  while (rows.length < count) {
    const row = rowOf(index * 10 + rows.length + 1, roll)
    if (!rows.some((one) => one.village === row.village)) rows.push(row)
  }
  const draft = draftFrom(rows, { town, templates })
  return { article: { ...draft, author: town.name }, rows }
}

/** One thing changed in an article; undefined where it has none of that kind. */
export type Mutation = 'digit' | 'date' | 'village' | 'name' | 'unit'
export const MUTATIONS: Mutation[] = ['digit', 'date', 'village', 'name', 'unit']

export function mutated({ article, rows }: Made, kind: Mutation, roll: Dice): Provable | undefined {
  const part = roll.pick(['title', 'digest', 'body', 'body', 'body'] as const)
  for (const one of [part, 'body'] as const) {
    const places = placesOf(article[one], kind, rows)
    if (places.length === 0) continue
    const { at, was, become } = roll.pick(places)
    const become1 = become(roll)
    if (become1 === was) continue
    return { ...article, [one]: article[one].slice(0, at) + become1 + article[one].slice(at + was.length) }
  }
  return undefined
}

interface Place {
  at: number
  was: string
  become(roll: Dice): string
}

function placesOf(text: string, kind: Mutation, rows: SourceRow[]): Place[] {
  const found = (pattern: RegExp, become: (was: string, roll: Dice) => string): Place[] =>
    [...text.matchAll(pattern)].map((one) => ({
      at: one.index,
      was: one[0],
      become: (roll) => become(one[0], roll),
    }))
  if (kind === 'digit') {
    return found(/\d+(?=\D)/g, (was, roll) => {
      const at = roll.upTo(was.length)
      const digit = (Number(was[at]) + 1 + roll.upTo(8)) % 10
      const changed = was.slice(0, at) + digit + was.slice(at + 1)
      return changed.startsWith('0') ? `1${changed}` : changed
    }).filter(({ at, was }) => !/^[月日]/.test(text.slice(at + was.length)))
  }
  if (kind === 'date') {
    return found(/\d+(?=[月日])/g, (was, roll) => String((Number(was) % 28) + 1 + (roll.chance(0.5) ? 0 : 1)))
  }
  if (kind === 'village') {
    const all = town.villages.map((one) => one.name)
    return found(new RegExp(all.join('|'), 'g'), (was, roll) => {
      if (roll.chance(0.3)) return `${roll.pick(['王', '新', '柳', '大'])}${was.slice(1)}`
      return roll.pick(all.filter((one) => one !== was))
    }).filter(() => rows.length > 0)
  }
  if (kind === 'name') {
    const all = ['王芳', '马强']
    return found(new RegExp(all.join('|'), 'g'), (was, roll) =>
      roll.pick([
        `${was[0]}${roll.pick(['丽', '伟', '明'])}`,
        `赵${was[1]}`,
        all.find((one) => one !== was) ?? '李丽',
      ]),
    )
  }
  return found(/(?<=\d)(?:人次|人|车|份|户|处|公里|条|课时|套|本|袋|桶|元)/g, (was, roll) => {
    const others = ['人次', '人', '车', '份', '户', '处', '万元', '本'].filter((one) => one !== was)
    return was === '元' ? '万元' : was === '人' ? roll.pick(['人次', '户', '万人']) : roll.pick(others)
  })
}
