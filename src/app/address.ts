import type { Chat, Target } from '../chat/chat.ts'
import { Fault } from '../fault.ts'
import type { Town } from '../town.ts'

/** The town's names -> the channel's. Throws Fault `chat/no-target` for a group that the town file lacks. */
export function addressOf(town: Town, to: Target): Parameters<Chat['say']>[0] {
  if ('person' in to) {
    const person = town.people.find((one) => one.name === to.person)
    return { contact: person ? [person.name, ...person.aliases] : [to.person] }
  }
  const group = town.groups.find((one) => one.name === to.group)
  if (group) return { topic: group.topic }
  throw new Fault('chat/no-target', `本镇文件里没有“${to.group}”这个群，请核对时间表和群名。`)
}
