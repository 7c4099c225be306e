import type { Instant } from '../clock.ts'
import type { Target } from './chat.ts'
import type { Blobs, Incoming, Message } from './message.ts'

/** Characters up to which a text is read. A day's report has some hundred; what is longer is a pasted file. */
const READABLE = 20_000
/** Characters of a longer text that stay in the record, so that a day's file stays small. */
const SHOWN = 2_000

/** The texts of a line as they go into the record: a very long one is kept whole among the blobs. */
export async function shorten(
  { text, quote }: Pick<Incoming, 'text' | 'quote'>,
  blobs: Blobs,
): Promise<Pick<Message, 'text' | 'quote' | 'longText'>> {
  // The quoted words are someone else's message, which is kept by itself.
  const quoted = quote && { quote: { from: beginning(quote.from), text: beginning(quote.text) } }
  if (text.length <= READABLE) return { text, ...quoted }
  const longText = await blobs.keep(new TextEncoder().encode(text))
  return { text: beginning(text), longText, ...quoted }
}

/** The line that tells the sender of a long text what became of it. */
export function courtesyAbout(
  message: Message,
  at: Instant,
): { key: string; to: Target; text: string; at: Instant } {
  const person = message.person ?? message.from.name
  const to = message.group === undefined ? { person } : { group: message.group }
  const text = `${person}，您刚才这条文字太长，原文已保存，但没有识读。如是活动上报，请分几条发来，谢谢。`
  return { key: `too-long/${message.id}`, to, text, at }
}

/** The first characters, never half of one. */
function beginning(text: string): string {
  if (text.length <= SHOWN) return text
  return text.slice(0, SHOWN).replace(/[\uD800-\uDBFF]$/, '')
}
