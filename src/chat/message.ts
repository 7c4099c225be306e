import { dayOf, type Instant } from '../clock.ts'

/** 群消息: one line as it came from the channel, kept for ever as it came. */
export interface Message {
  /** `2025-03-05/<channel id>`: the day leads, so that a day is a file. */
  id: string
  channelId: string
  /** The town's name of the group; absent when said in private or in a group that is not ours. */
  group?: string
  /** The group as the channel names it. Absent in a private chat. */
  topic?: string
  from: Sender
  /** The town's name of the speaker; absent when the town file does not know them. */
  person?: string
  at: Instant
  kind: 'text' | 'picture' | 'recall' | 'other'
  /** The speaker's own words, without the quoted part. */
  text: string
  quote?: Quote
  picture?: Picture
  /** Channel id of the message that a recall takes back. */
  recalls?: string
  /** Said by the bot itself: kept, never answered. */
  ours: boolean
  /** Addressed to the bot by @. */
  mentionsBot: boolean
}

export interface Sender {
  id: string
  name: string
}

export interface Quote {
  from: string
  text: string
}

export interface Picture {
  /** As the channel named it. */
  name: string
  /** SHA-256 of the original bytes; they are kept under this name. */
  hash: string
}

/** What a channel hands in: a message before the town has looked at it. Picture bytes come along. */
export type Incoming = Omit<Message, 'id' | 'group' | 'person' | 'picture'> & {
  picture?: { name: string; bytes: Uint8Array }
}

/** The id under which a channel's message is kept. */
export function messageId(at: Instant, channelId: string): string {
  return `${dayOf(at)}/${channelId}`
}
