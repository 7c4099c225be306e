import type { Links } from '../article/links.ts'
import type { Image, Press } from '../article/press.ts'
import type { Chat } from '../chat/chat.ts'
import type { Pace } from '../chat/pace.ts'
import type { Clock } from '../clock.ts'
import type { Feed } from '../digest/feed.ts'
import type { PictureEye } from '../intake/pictures.ts'
import type { Store } from '../outside/lowdb.ts'
import type { Model } from '../reading/model.ts'
import type { Town } from '../town.ts'

/** What the app is given: the town and the edges of the world. The demo, the scenes and the real bot differ only here. */
export interface Edges {
  town: Town
  store: Store
  chat: Chat
  clock: Clock
  feed: Feed
  /** Absent: articles are drafted and signed, not pushed. */
  press?: Press
  image: Image
  /** Absent: links in articles are not looked at. */
  links?: Links
  /** Absent: everything is written by templates. */
  model?: Model
  eye: PictureEye
  /** Another way to the operator, when the groups are out of reach; absent: only the desk tells. */
  tell?: (text: string) => Promise<void>
  /** How fast the bot speaks; absent (the demo, the scenes): at once. */
  pace?: Pace
  /** Told when a line of the channel has been dealt with. */
  heard?: (channelId: string) => void
  /** For the operator: what went wrong, and the stack. */
  log: (line: string, thrown?: unknown) => void
}
