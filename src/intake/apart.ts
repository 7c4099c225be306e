import type { Reading } from '../reading/reading.ts'
import { type IntakeRoom, plainOf } from './heard.ts'
import { bareCount } from './number.ts'
import { mentions } from './villages.ts'

/**
 * “本周两个村都搞了主题党日，红柳沟32人，上滩28人”: one kind of activity, each village with its own headcount -> a reading
 * for each village. Anything else is left as it was read.
 */
export function apartByVillage(
  readings: Reading[],
  text: string,
  room: Pick<IntakeRoom, 'town' | 'places'>,
): Reading[] {
  const [reading, second] = readings
  if (!reading || second || reading.intent !== 'report') return readings
  const plain = plainOf(text, room.town.bot)
  const named = mentions(plain, room)
  const counted = named.flatMap(({ name, end }, n) => {
    const after = plain.slice(end, named[n + 1]?.at).replace(/^村?[:：\s]*/, '')
    const [head = ''] = after.split(/[,，、；;。\s]|参加/)
    const count = /[人名个]$/.test(head) ? bareCount(head) : undefined
    return count ? [{ name, count }] : []
  })
  if (counted.length < 2 || new Set(counted.map(({ name }) => name)).size < counted.length) return readings
  return counted.map(({ name, count }) => {
    const by = { span: [0, text.length] as [number, number], by: '每村一个人数', confidence: 0.8 }
    const { organizer: _, ...rest } = reading
    return {
      ...rest,
      village: { value: name, ...by },
      participants: { value: count.value, ...by, ...(count.approx ? { approx: true as const } : {}) },
      quantities: [],
    }
  })
}
