import type { Message } from '../chat/message.ts'
import type { Instant } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Known } from '../reading/places.ts'
import type { Reading, ReadingContext } from '../reading/reading.ts'
import type { Person, Town } from '../town.ts'
import type { Voice } from './voice.ts'
import type { Whole } from './whole.ts'

export type Read = (text: string, context?: ReadingContext) => Reading[]

/** One line in hand: who said it, what was read in it, and when it is being looked at. */
export interface Heard {
  message: Message
  person: Person
  /** The words with full-width signs made plain and the bot's @ taken out. */
  plain: string
  /** One per activity, never empty. */
  readings: Reading[]
  /** The first of them. */
  reading: Reading
  now: Instant
  /** A report that holds words of correction or withdrawal besides: it is nothing else. */
  whole?: Whole
}

/** What every step of the conversation needs. */
export interface IntakeRoom {
  town: Town
  ledger: Ledger
  read: Read
  /** The reader's gazetteer: the town's villages and bodies, with the spellings that corrections taught. */
  places: () => Known[]
  voice: Voice
}

/** Said to the bot: by its name, or in private. */
export function isAddressed(message: Message, bot: string): boolean {
  if (message.group === undefined || message.mentionsBot) return true
  const text = message.text.normalize('NFKC').trim()
  return text.includes(`@${bot}`) || text.startsWith(bot)
}

/** One step of the conversation: looks at a line and says whether it was its own. */
export interface Step {
  take(heard: Heard): Promise<boolean>
}

/** The words with full-width signs made plain and the bot's @ or name before them taken out. */
export function plainOf(text: string, bot: string): string {
  const plain = text.normalize('NFKC').replaceAll(`@${bot}`, ' ').trim()
  return plain.startsWith(bot) ? plain.slice(bot.length).replace(/^[,，:：\s]+/, '') : plain
}

export function contextOf(places: Known[], person: Person, at: Instant): ReadingContext {
  const [own, second] = person.villages
  return {
    sentAt: at.slice(0, 16),
    places,
    ...(own !== undefined && second === undefined ? { village: own } : {}),
  }
}
