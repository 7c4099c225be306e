import type { Chat, Target } from '../chat/chat.ts'
import type { Blobs } from '../chat/message.ts'
import type { Say } from '../chat/outbox.ts'
import { Fault } from '../fault.ts'
import type { Town } from '../town.ts'

/** The town's names -> the channel's. Throws Fault `chat/no-target` for a group that the town file lacks. */
function addressOf(town: Town, to: Target): Parameters<Chat['say']>[0] {
  if ('person' in to) {
    const person = town.people.find((one) => one.name === to.person)
    return { contact: person ? [person.name, ...person.aliases] : [to.person] }
  }
  const group = town.groups.find((one) => one.name === to.group)
  if (group) return { topic: group.topic }
  throw new Fault('chat/no-target', `本镇文件里没有“${to.group}”这个群，请核对时间表和群名。`)
}

/** The outbox's way to the channel: names become the channel's, a picture its bytes. Fault `chat/no-picture` when they are gone. */
export function speaker({ town, chat, blobs }: { town: Town; chat: Chat; blobs: Blobs }): Say {
  return async (to, text, picture) => {
    const address = addressOf(town, to)
    if (!picture) return chat.say(address, text)
    const bytes = await blobs.read(picture.hash)
    if (bytes) return chat.say(address, text, { name: picture.name, bytes })
    throw new Fault('chat/no-picture', `要发的图片“${picture.name}”已不在数据文件夹里，这一句没有发。`)
  }
}
