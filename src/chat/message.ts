import { z } from 'zod'
import { dayOf, type Instant } from '../clock.ts'

const senderSchema = z.object({ id: z.string(), name: z.string() })
const quoteSchema = z.object({ from: z.string(), text: z.string() })
export const pictureSchema = z.object({
  /** As the channel named it. */
  name: z.string(),
  /** SHA-256 of the original bytes; they are kept under this name. */
  hash: z.string(),
})
/** A picture that is kept: its name and where its bytes lie. */
export type Picture = z.infer<typeof pictureSchema>
/** A picture on its way in or out. */
export interface PictureBytes {
  name: string
  bytes: Uint8Array
}

/** 群消息: one line as it came from the channel, kept for ever as it came. */
export const messageSchema = z.object({
  /** `2025-03-05/<channel id>`: the day leads, so that a day is a file. */
  id: z.string(),
  channelId: z.string(),
  /** The town's name of the group; absent when said in private or in a group that is not ours. */
  group: z.string().exactOptional(),
  /** The group as the channel names it. Absent in a private chat. */
  topic: z.string().exactOptional(),
  from: senderSchema,
  /** The town's name of the speaker; absent when the town file does not know them. */
  person: z.string().exactOptional(),
  at: z.string().refine(isInstant),
  kind: z.enum(['text', 'picture', 'recall', 'other']),
  /** The speaker's own words, without the quoted part; of a very long text the beginning. */
  text: z.string(),
  /** Of a very long text: the hash under which the whole of it is kept. Such a message is not read. */
  longText: z.string().exactOptional(),
  quote: quoteSchema.exactOptional(),
  picture: pictureSchema.exactOptional(),
  /** Channel id of the message that a recall takes back. */
  recalls: z.string().exactOptional(),
  /** Said by the bot itself: kept, never answered. */
  ours: z.boolean(),
  /** Addressed to the bot by @. */
  mentionsBot: z.boolean(),
})
export type Message = z.infer<typeof messageSchema>

/** What a channel hands in: a message before the town has looked at it. Picture bytes come along. */
export type Incoming = Omit<Message, 'id' | 'group' | 'person' | 'picture' | 'longText'> & {
  picture?: PictureBytes
}

/** Pictures and long texts by the SHA-256 of their bytes. */
export interface Blobs {
  /** Keeps the bytes as they are and resolves to their hash when they are on disk. */
  keep(bytes: Uint8Array): Promise<string>
  /** undefined: not there, or no longer the bytes they were. */
  read(hash: string): Promise<Uint8Array | undefined>
}

/** The id under which a channel's message is kept. */
export function messageId(at: Instant, channelId: string): string {
  return `${dayOf(at)}/${channelId}`
}

/** Whether a channel's time is one: a real day, written with +08:00. */
export function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?\+08:00$/.test(text) && !Number.isNaN(Date.parse(text))
}
