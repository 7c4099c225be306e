import type { Bench } from './bench.ts'
import type { Mention } from './names.ts'

/** A known village but for its first character (渠村 for 新渠村), or one whose secretary, branch or committee acts. */
export function misspeltIn(text: string, mentions: Mention[], { gazetteer }: Bench): Mention[] {
  const tails = gazetteer.spellings
    .filter(({ spelling }) => /^[一-龥]{2,}(?:村|社区)$/.test(spelling))
    .map(({ spelling }) => spelling.slice(1))
  const stems = gazetteer.spellings.filter(({ spelling }) => /^[一-龥]{2,}村$/.test(spelling))
  const patterns = [
    ...stems.map(({ spelling }) => new RegExp(`${spelling.slice(0, -1)}[镇乡县屯庄]`, 'g')),
    ...tails.map((tail) => new RegExp(`(?<![一-龥])[一-龥]?${tail}|(?<=[和与、及村])${tail}`, 'g')),
    /(?<=^[#*> ]*|[，。；：、\s和与])[一-龥]{2,3}村(?=党?支部书记|党?总支书记|支书)/g,
  ]
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((one): Mention => ({ name: one[0], span: [one.index, one.index + one[0].length] }))
    .filter(({ name, span }) => {
      const inside = mentions.some((one) => one.span[0] < span[1] && span[0] < one.span[1])
      return !inside && !/^(?:各|全|本|我|该|两|多|几|驻)/.test(name)
    })
}

/** 张湾镇, where the rows know 张湾村. */
export function isVillageElse(name: string, { gazetteer }: Bench): boolean {
  const stem = name.slice(0, -1)
  return gazetteer.spellings.some(({ spelling }) => spelling === `${stem}村`)
}
