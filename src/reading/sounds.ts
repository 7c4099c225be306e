import { pinyin } from 'pinyin-pro'

const KEPT = 5000
const sounds = new Map<string, string>()

/** Toneless pinyin with the sounds that are commonly mixed up made one: zh/z, ch/c, sh/s, n/l, ang/an, eng/en, ing/in. */
export function soundOf(name: string): string {
  const kept = sounds.get(name)
  if (kept !== undefined) return kept
  const sound = pinyin(name, { toneType: 'none', type: 'array' })
    .map((s) =>
      s
        .replace(/^([zcs])h/, '$1')
        .replace(/^l/, 'n')
        .replace(/ng$/, 'n'),
    )
    .join(' ')
  if (sounds.size >= KEPT) sounds.clear()
  sounds.set(name, sound)
  return sound
}
