import type { Articles } from '../article/articles.ts'
import type { Draftings } from '../article/drafting.ts'
import type { Suggestions } from '../article/propose.ts'
import type { Blobs, Message } from '../chat/message.ts'
import type { Outbox } from '../chat/outbox.ts'
import type { OutboxHand } from '../chat/outbox-hand.ts'
import type { Clock } from '../clock.ts'
import type { Chase } from '../intake/chase.ts'
import type { Intake } from '../intake/intake.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Proposals } from '../register/proposal.ts'
import type { Registers } from '../register/register.ts'
import type { Keeper } from '../schedule/keeper.ts'
import type { Shelf } from '../shelf.ts'
import type { CadenceFile } from '../study/cadence-rules.ts'
import type { Person, Town } from '../town.ts'
import type { DemoPane } from './demo.ts'
import type { AnnualRoom } from './pages/annual.tsx'
import type { DigestRoom } from './pages/digest.tsx'
import type { HealthLine } from './pages/running.tsx'
import type { StudyRoom } from './pages/study.tsx'

import type { Session } from './session.ts'

/** What the desk shows: the other rooms' public objects, handed in by app.ts. */
export interface DeskRooms {
  town: Town
  /** The town's clock; in the demo it is moved by hand. */
  clock: Clock
  messages: Shelf<Message>
  blobs: Blobs
  ledger: Ledger
  outbox: Pick<Outbox, 'list'>
  outboxHand: OutboxHand
  intake: Pick<Intake, 'questions' | 'decide'> & Partial<Pick<Intake, 'places'>>
  /** Absent: nobody is reminded of reports. */
  chase?: Pick<Chase, 'owed' | 'ofWeek'>
  /** How often a branch should hold what; absent: not counted. */
  cadence?: Pick<CadenceFile, 'rules'>
  articles: Articles
  /** Drafts by the model, with their progress; absent: the templates draft at once. */
  draftings?: Draftings
  /** 本周建议; absent: nothing is suggested. */
  suggestions?: Pick<Suggestions, 'of'>
  digests: DigestRoom
  study: StudyRoom
  registers: Registers
  /** Changes told in a group that wait for a person. */
  proposals: Pick<Proposals, 'open' | 'confirm' | 'dismiss'>
  annual: AnnualRoom
  keeper: Keeper
  /** How the parts of the program do: the channel, the data folder. */
  running: () => HealthLine[] | Promise<HealthLine[]>
  /** The title of a kind of slot: 每日简报. */
  jobTitle: (kind: string) => string
  /** The last lines of the log, for the administrator. */
  recentLog?: () => string[]
  /** Sign-ins outlive a restart. */
  sessions: Shelf<Session>
  /** Signs the cookies; kept in data/ or the environment, never in the repository. */
  secret: string
  demo?: DemoPane
  /** The host's clock, for sign-ins and throttling; the system's when absent. */
  hostClock?: Clock
  /** One line for the operator's log: refused access, wrong passwords, errors of ours. */
  log?: (line: string, thrown?: unknown) => void
}

/** What every request carries once it is known who asks. */
export interface DeskEnv {
  Variables: { person: Person; flash: Flash | undefined; alarm: string | undefined }
}

/** The line shown once after an action: what was done, or why it was not. */
export interface Flash {
  tone: 'done' | 'fault'
  text: string
}
