import type { Group, Person, Town } from './town/shape.ts'

export { afterQuiet, isQuiet } from './town/quiet.ts'
export { readTown } from './town/read.ts'
export type * from './town/shape.ts'

/** The group of this topic. The channel's topic is looked for first, then the town's own name of a group. */
export function findGroup(town: Pick<Town, 'groups'>, topic: string): Group | undefined {
  const name = topic.trim()
  return town.groups.find((one) => one.topic === name) ?? town.groups.find((one) => one.name === name)
}

/** The person the channel means: by contact id, else by name or other name. The town file has no name twice. */
export function findPerson(
  town: Pick<Town, 'people'>,
  sender: { id: string; name: string },
): Person | undefined {
  const byId = town.people.find((one) => one.aliases.includes(sender.id))
  if (byId) return byId
  const name = sender.name.trim()
  return town.people.find((one) => one.name === name || one.aliases.includes(name))
}
