import type { Message } from '../chat/message.ts'
import { type Row, villagesOf } from '../ledger/row.ts'
import type { Known } from '../reading/places.ts'
import type { Reading } from '../reading/reading.ts'
import type { Person, Role, Town } from '../town.ts'

const OFFICE: Role[] = ['editor', 'second', 'final', 'leader', 'admin']
/** 我们村, 村支部 and the like: the speaker's own. */
const OWN =
  /^(我们?|俺们?|咱们?|本|全|我)?(村|社区)?(党?(总支|支部|支委|支)|两委|委会?|支部?委员会)?(村|支部)?$/

export function isOffice(person: Person): boolean {
  return person.roles.some((role) => OFFICE.includes(role))
}

/** The reporter, the village's own people and the office may correct and withdraw. */
export function mayAmend(person: Person, row: Row): boolean {
  if (isOffice(person) || row.by === person.name) return true
  return villagesOf(row).some((village) => person.villages.includes(village))
}

/** Those whom somebody without the right is sent to: the village's own people and the office's editor. */
export function whomToAsk(town: Town, row: Row): string[] {
  const own = town.people.filter((one) => villagesOf(row).some((village) => one.villages.includes(village)))
  const editors = town.people.filter((one) => one.roles.includes('editor'))
  const names = [row.by, ...own.map((one) => one.name), ...editors.map((one) => one.name)]
  return [...new Set(names)].slice(0, 3)
}

/** Those at the office to whom a person can turn. */
export function officeNames(town: Town): string[] {
  return town.people
    .filter((one) => one.roles.includes('editor'))
    .map((one) => one.name)
    .slice(0, 2)
}

/** The reader's gazetteer. */
export function placesOf(town: Town): Known[] {
  return [...town.villages, ...town.bodies]
}

/** The person behind a message that intake listens to: known, in a group for reports or in private, not ourselves. */
export function speakerOf(town: Town, message: Message): Person | undefined {
  if (message.ours || (message.topic !== undefined && message.group === undefined)) return undefined
  if (message.group !== undefined) {
    const group = town.groups.find((one) => one.name === message.group)
    if (!group?.purposes.includes('reports')) return undefined
  }
  return town.people.find((one) => one.name === message.person)
}

/** Whose activity a message is about. */
export interface Whose {
  village: string | null
  organizer: string | null
  /** Which of the speaker's villages it may be, when the words leave it open. */
  choices: string[]
  /** A village that is neither the speaker's nor, perhaps, of this town: the office is told. */
  elsewhere: boolean
  /** The villages of a joint activity (联合活动), in the order of the words; the row counts once, for `village`. */
  together: string[]
}

const NOBODY: Whose = { village: null, organizer: null, choices: [], elsewhere: false, together: [] }
/** A name that nobody in the town file has and that is a village's: mostly the speaker's own, misspelt. */
const VILLAGE_LIKE = /[村庄屯寨]|社区/
/** 县医院, 镇文化站: not the village's own, though its secretary reports it. */
const ABOVE = /^[一-龥]{0,3}[省市县区乡镇]/

/** The village's own doing is written in one way: its name; another body of it (红柳沟村党支部) as it was said. */
function inOneWay(whose: Whose, town: Town): Whose {
  const { village, organizer } = whose
  const named = town.villages.find(({ name }) => name === village)
  if (!named) return whose
  const own =
    organizer === null ||
    OWN.test(organizer) ||
    [named.name, named.name.replace(/村$/, ''), ...named.aliases].includes(organizer)
  return own ? { ...whose, organizer: named.name } : whose
}

export function whoseIs(reading: Reading, person: Person, town: Town, joint: string[] = []): Whose {
  return inOneWay(whoseSaid(reading, person, town, joint), town)
}

/** A village named in the message; else the speaker's own; else the body that is named as organiser. */
function whoseSaid(reading: Reading, person: Person, town: Town, joint: string[]): Whose {
  const organizer = reading.organizer?.value ?? null
  const named = reading.village?.value
  const office = isOffice(person)
  if (joint.length > 1) return jointly(joint, person, office)
  if (named !== undefined && town.villages.some((one) => one.name === named)) {
    return { ...NOBODY, village: named, organizer, elsewhere: !office && !person.villages.includes(named) }
  }
  if (named !== undefined) return { ...NOBODY, organizer: organizer ?? named }
  const [own, second] = person.villages
  if (organizer !== null && !OWN.test(organizer)) {
    if (own === undefined || ABOVE.test(organizer))
      return { ...NOBODY, organizer, elsewhere: VILLAGE_LIKE.test(organizer) }
    if (VILLAGE_LIKE.test(organizer)) return { ...NOBODY, organizer, choices: person.villages }
    return second === undefined
      ? { ...NOBODY, organizer, village: own }
      : { ...NOBODY, organizer, choices: person.villages }
  }
  if (second !== undefined) return { ...NOBODY, choices: person.villages }
  return { ...NOBODY, village: own ?? null, organizer }
}

/** A joint activity stands with the speaker's own village, else with the one that is named first. */
function jointly(joint: string[], person: Person, office: boolean): Whose {
  const [first = null] = joint
  const own = joint.find((village) => person.villages.includes(village))
  return {
    ...NOBODY,
    village: own ?? first,
    organizer: joint.join('、'),
    elsewhere: !office && own === undefined,
    together: joint,
  }
}
