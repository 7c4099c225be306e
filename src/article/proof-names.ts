import { distance } from 'fastest-levenshtein'
import { type Bench, found, type Unplaced } from './bench.ts'
import type { Finding } from './finding.ts'
import { belongs, type Mention, mentionsIn } from './names.ts'
import { peopleIn } from './people.ts'
import { listedPosts, postAt, postsOf } from './posts.ts'
import { isVillageElse, misspeltIn } from './proof-misspelt.ts'
import type { Scoped } from './scope.ts'
import type { Source } from './source.ts'
import { strangersIn } from './strangers.ts'

/** Villages and bodies: named by the rows of this sentence, and with something to say of them somewhere. */
export function wrongPlaces(scoped: Scoped, part: Finding['part'], bench: Bench): Unplaced[] {
  const { sentence, mentions } = scoped
  const known = mentions.flatMap((mention, index): Unplaced[] => {
    const say = faultOf(mention, index, scoped, part, bench)
    if (!say) return []
    const kind = isBody(mention.name, bench) ? 'organisation' : 'village'
    return [found(kind, sentence, mention.span, closest(mention.name, bench), say)]
  })
  const unknown = [
    ...misspeltIn(sentence.text, mentions, bench),
    ...strangersIn(sentence.text, mentions, bench.town),
  ]
    .filter(({ span }, index, all) => all.findIndex((one) => one.span[1] === span[1]) === index)
    .filter(({ name }) => !bench.sources.some((source) => standsAlone(source.text, name, bench)))
    .filter(({ name }) => !(bench.town.name === '' && /[镇乡]$/.test(name) && !isVillageElse(name, bench)))
    .map(({ name, span }) =>
      found(
        /[村屯庄查]$/.test(name) ? 'village' : 'organisation',
        sentence,
        span,
        closest(name, bench),
        `“${name}”在所依据的台账和群消息里都没有，请核对。`,
      ),
    )
  return [...known, ...unknown]
}

/** The name itself, not the tail of a longer one: 柳沟村 does not stand in 红柳沟村. */
function standsAlone(text: string, name: string, { gazetteer }: Bench): boolean {
  const known = mentionsIn(text, gazetteer)
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const inside = known.some(({ span }) => span[0] < at && at < span[1])
    if (!inside) return true
  }
  return false
}

/** The row whose village or body is spelt most like it. */
function closest(name: string, { sources }: Bench): Source | undefined {
  const far = ({ row }: Source) => distance(name, row.village ?? row.organizer ?? '')
  return [...sources].sort((a, b) => far(a) - far(b))[0]
}

function isBody(name: string, { town }: Bench): boolean {
  return town.bodies.some((one) => one.name === name) || !/[村社区]$/.test(name)
}

function faultOf(
  mention: Mention,
  index: number,
  scoped: Scoped,
  part: Finding['part'],
  bench: Bench,
): string | undefined {
  const { name } = mention
  if (!isCited(mention, scoped, bench)) {
    return `“${name}”不在这句话所依据的台账里，请核对是不是写错了村或单位。`
  }
  const prefix = /(?:^|[，。、；：\s在到赴])([新老小大东西南北前后])$/.exec(
    scoped.sentence.text.slice(0, mention.span[0]),
  )?.[1]
  if (prefix) return `“${prefix}${name}”不在所依据的台账里，台账里是“${name}”，请核对。`
  if (isTwice(mention, index, scoped)) return `“${name}”在这里连着写了两遍，请核对是不是漏了别的村。`
  if (isWithItself(mention, index, scoped)) return `“${name}”不会与自己联合，请核对是不是写错了村或单位。`
  if (scoped.section && scoped.section.size > 0 && !scoped.section.has(name)) {
    return `小标题写的是“${name}”，下面写的却是${[...scoped.section].join('、')}，请核对。`
  }
  if (part !== 'body' && bench.named.size > 0 && !bench.named.has(name)) {
    return `“${name}”在正文里没有提到，请核对是不是写错了村或单位。`
  }
  if (scoped.backed) return undefined
  if (bench.grounded.size > 0 && !bench.grounded.has(name) && !isIn(name, bench.sources, bench)) {
    return `文中没有一处写到“${name}”的台账内容，请核对是不是写错了村或单位。`
  }
  const other = topicOfOthers(mention, scoped, bench)
  return (
    other &&
    `“${other.row.topic}”是 ${other.row.number}（${other.row.village ?? other.row.organizer}）的内容，不是“${name}”的，请核对。`
  )
}

/** Is it only part of somebody else's row: a place, a partner? Then it needs no row of its own. */
function isIn(name: string, sources: Source[], { gazetteer, cited }: Bench): boolean {
  const own = sources.some((source) => belongs(source, name, gazetteer))
  return !own && cited.some((source) => mentionsIn(source.text, gazetteer).some((one) => one.name === name))
}

/** 张湾村……与张湾村联合 */
function isWithItself({ name, span }: Mention, index: number, { sentence, mentions }: Scoped): boolean {
  const [before, after] = [sentence.text.slice(0, span[0]), sentence.text.slice(span[1])]
  if (!/[与和同]$/.test(before) || !/^(?:党支部)?(?:联合|携手|共同|一起)/.test(after)) return false
  return mentions[index - 1]?.name === name
}

/** Twice in one list of names. */
function isTwice({ name }: Mention, index: number, { sentence, mentions }: Scoped): boolean {
  for (let at = index - 1; at >= 0; at -= 1) {
    const [before, after] = [mentions[at], mentions[at + 1]]
    if (!before || !after) return false
    const between = sentence.text.slice(before.span[1], after.span[0])
    if (!/^(?:[、和与及同跟]|以及)$/.test(between)) return false
    if (before.name === name) return true
  }
  return false
}

function isCited({ name, span }: Mention, { sentence, village, backed }: Scoped, bench: Bench): boolean {
  const pool = backed && village.length > 0 ? village : bench.sources
  if (pool.some((source) => belongs(source, name, bench.gazetteer))) return true
  const words = sentence.text.slice(...span)
  return pool.some(
    (source) =>
      source.text.includes(words) ||
      mentionsIn(source.text, bench.gazetteer).some((one) => one.name === name),
  )
}

/** Every village has its 广场 and its 会议室; a slope or a bank is one village's own. */
const OPEN_AIR = /[坡滩岸沟湾山岭林地田渠]$/

/** The sentence tells a topic that only another village's row has. */
function topicOfOthers(mention: Mention, scoped: Scoped, bench: Bench): Source | undefined {
  const { text } = scoped.sentence
  if (scoped.clusters.length > 1 || (scoped.clusters[0]?.mentions.length ?? 0) > 1) return undefined
  const told = bench.sources.filter(({ row }) =>
    [row.topic, OPEN_AIR.test(row.location ?? '') ? row.location : null].some(
      (one) => one && one.length >= 4 && text.includes(one),
    ),
  )
  const names = told.map(({ row }) => row.topic ?? '')
  // 张湾村义务植树, where its own row has 党员义务植树.
  const same = ({ row }: Source) => names.every((one) => row.topic?.includes(one))
  const ofOwn = bench.sources.filter((one) => belongs(one, mention.name, bench.gazetteer))
  if (told.length === 0 || ofOwn.some((one) => told.includes(one) || same(one))) return undefined
  const own = told.some((source) =>
    mentionsIn(source.text, bench.gazetteer).some((one) => one.name === mention.name),
  )
  return own ? undefined : told[0]
}

/** 张三镇长 where the list or the rows say 书记. */
export function wrongPosts({ sentence }: Scoped, { town, sources }: Bench): Unplaced[] {
  const listed = new Map(town.people.map((person) => [person.name, listedPosts(person)]))
  return peopleIn(sentence.text, [...listed.keys()]).flatMap(({ name, span }): Unplaced[] => {
    const claimed = postAt(sentence.text, span)
    const own = [...(listed.get(name) ?? []), ...sources.flatMap(({ text }) => postsOf(name, text))]
    if (!claimed || own.length === 0 || own.includes(claimed)) return []
    const say = `“${name}”的职务写成了“${claimed}”，本镇名单和台账里是“${own[0]}”，请核对。`
    return [found('person', sentence, span, undefined, say)]
  })
}

/** 领导排名: leaders named in one list stand in the order of the town file. */
export function wrongOrder({ sentence }: Scoped, { town }: Bench): Unplaced[] {
  const leaders = town.people.filter(
    ({ roles, post }) => post || roles.some((role) => ['leader', 'final', 'second'].includes(role)),
  )
  const named = peopleIn(
    sentence.text,
    leaders.map((one) => one.name),
  ).filter(({ name }) => leaders.some((one) => one.name === name))
  return named.flatMap((after, index) => {
    const before = named[index - 1]
    if (
      !before ||
      !/^[一-龥]{0,8}[、和]$/.test(
        sentence.text.slice(before.span[1], after.span[0]).replace(/[一-龥]{0,8}$/, ''),
      )
    )
      return []
    const rank = (name: string) => leaders.findIndex((one) => one.name === name)
    if (rank(before.name) <= rank(after.name)) return []
    const say = `按本镇名单，“${after.name}”应排在“${before.name}”前面，请核对。`
    return [found('order', sentence, [before.span[0], after.span[1]], undefined, say)]
  })
}
