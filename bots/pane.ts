import type { App } from '../src/app.ts'
import { dayOf, type Instant, plusDays } from '../src/clock.ts'
import type { DemoLine, DemoPane } from '../src/desk/demo.ts'
import type { DemoClock } from '../src/sim/clock.ts'
import type { SimGroup } from '../src/sim/group.ts'
import { passTime } from '../src/sim/time.ts'
import { findGroup, type Town } from '../src/town.ts'

/** Days of chat that the pane shows. */
const SHOWN_DAYS = 3
const OUTSIDER = '外人'

/** The people who can be spoken as: everyone of the town file, and one who is in no list. */
export function paneCast(town: Town): { people: string[]; groups: string[] } {
  return {
    people: [...town.people.map((one) => one.name), OUTSIDER],
    groups: town.groups.map((one) => one.topic),
  }
}

/** 模拟群 at the desk: speaks in the simulated group and reads back what was remembered of it. */
export function openPane(parts: {
  app: App
  group: SimGroup
  clock: DemoClock
  pressUrl: string
  /** Told when the clock was moved, so that a restart finds it where it was. */
  moved: (now: Instant) => Promise<void>
}): DemoPane {
  const { app, group, clock, pressUrl, moved } = parts
  const { town, messages } = app.rooms
  const groups = town.groups.map((one) => one.name)
  const topicOf = (name: string) => town.groups.find((one) => one.name === name)?.topic ?? name

  async function lines(name: string): Promise<DemoLine[]> {
    const today = dayOf(clock.now())
    const days = Array.from({ length: SHOWN_DAYS }, (_, index) => plusDays(today, index + 1 - SHOWN_DAYS))
    const all = (await Promise.all(days.map((day) => messages.list(day)))).flat()
    const here = all.filter((one) => one.topic !== undefined && findGroup(town, one.topic)?.name === name)
    const recalled = new Set(here.map((one) => one.recalls))
    return here
      .filter((one) => one.kind !== 'recall')
      .map((one) => ({
        id: one.channelId,
        at: one.at,
        from: one.person ?? one.from.name,
        text: one.text,
        ours: one.ours,
        ...(one.picture ? { picture: one.picture.hash } : {}),
        ...(recalled.has(one.channelId) ? { recalled: true } : {}),
      }))
  }

  return {
    people: [
      ...town.people.map(({ name, roles: [role] }) => ({ name, groups, ...(role ? { role } : {}) })),
      { name: OUTSIDER, groups },
    ],
    groups,
    lines,
    async say({ group: name, person, text, picture, quote }) {
      const line = { from: person, to: { group: topicOf(name) } }
      const quoted = quote === undefined ? undefined : (await lines(name)).find((one) => one.id === quote)
      if (text !== '') {
        const said = quoted ? { quote: { from: quoted.from, text: quoted.text } } : {}
        group.post({ ...line, kind: 'text', text, ...said })
      }
      if (picture) group.post({ ...line, kind: 'picture', text: '', picture })
      await group.quiet()
    },
    async recall(lineId) {
      for (const name of groups) {
        const line = (await lines(name)).find((one) => one.id === lineId)
        if (line)
          group.post({
            from: line.from,
            to: { group: topicOf(name) },
            kind: 'recall',
            text: '',
            recalls: lineId,
          })
      }
      await group.quiet()
    },
    now: clock.now,
    async move(to) {
      await passTime({ clock, group, tick: app.tick }, to)
      await moved(clock.now())
    },
    pressUrl,
  }
}
