import type { Message } from '../chat/message.ts'
import type { Row } from '../ledger/row.ts'
import type { Reading } from '../reading/reading.ts'
import type { Person, Role, Town, Village } from '../town.ts'

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
  return row.village !== null && person.villages.includes(row.village)
}

/** Those whom somebody without the right is sent to: the village's own people and the office's editor. */
export function whomToAsk(town: Town, row: Row): string[] {
  const own = town.people.filter((one) => row.village !== null && one.villages.includes(row.village))
  const editors = town.people.filter((one) => one.roles.includes('editor'))
  const names = [row.by, ...own.map((one) => one.name), ...editors.map((one) => one.name)]
  return [...new Set(names)].slice(0, 3)
}

/** The reader's gazetteer. */
export function placesOf(town: Town): Village[] {
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
}

/** A village named in the message; else the speaker's own; else the body that is named as organiser. */
export function whoseIs(reading: Reading, person: Person, town: Town): Whose {
  const organizer = reading.organizer?.value ?? null
  const named = reading.village?.value
  const office = isOffice(person)
  if (named !== undefined && town.villages.some((one) => one.name === named)) {
    return { village: named, organizer, choices: [], elsewhere: !office && !person.villages.includes(named) }
  }
  if (named !== undefined)
    return { village: null, organizer: organizer ?? named, choices: [], elsewhere: false }
  if (organizer !== null && !OWN.test(organizer)) {
    return { village: null, organizer, choices: [], elsewhere: /[村庄屯寨]|社区/.test(organizer) }
  }
  const [own, second] = person.villages
  if (second !== undefined)
    return { village: null, organizer: null, choices: person.villages, elsewhere: false }
  return { village: own ?? null, organizer, choices: [], elsewhere: false }
}
