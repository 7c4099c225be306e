import type { Articles } from '../article/articles.ts'
import type { Chat } from '../chat/chat.ts'
import { dayOf, type Instant, plusDays, spokenDay } from '../clock.ts'
import type { Digests } from '../digest/digest.ts'
import { SOURCE_WORDS } from '../digest/health.ts'
import type { Keeper } from '../schedule/keeper.ts'
import { SLOT_WORDS } from '../schedule/slot.ts'
import type { Trouble } from './alarm.ts'
import type { Silence } from './silence.ts'

/** Minutes that the channel may be away: at a start it needs a moment, and it often comes back by itself. */
const CHANNEL_PATIENCE = 3

/** What the operator should hear of now. Names and states only: no secrets, no words of messages. */
export async function troublesOf(what: {
  chat: Pick<Chat, 'state'>
  silence: Pick<Silence, 'troubles'>
  store: { damage(): string[] }
  digests: Pick<Digests, 'sources'>
  keeper: Pick<Keeper, 'list'>
  articles: Pick<Articles, 'list'>
  jobTitle(kind: string): string
  now: Instant
}): Promise<Trouble[]> {
  const { chat, store, now } = what
  const channel = chat.state()
  return [
    ...(channel.online ? [] : [{ id: 'channel', say: `微信：${channel.say}`, patience: CHANNEL_PATIENCE }]),
    // A channel that is away is told by itself.
    ...(channel.online ? what.silence.troubles(now) : []),
    ...store.damage().map((say): Trouble => ({ id: `damage:${idOf(say)}`, say: `数据：${say}`, once: true })),
    ...(await sources(what.digests, now)),
    ...(await slots(what.keeper, what.jobTitle, now)),
    ...publications(what.articles),
  ]
}

async function sources(digests: Pick<Digests, 'sources'>, now: Instant): Promise<Trouble[]> {
  return (await digests.sources(now)).flatMap(({ source, state }) =>
    state === 'broken' || state === 'frozen'
      ? [{ id: `source:${idOf(source.name)}:${state}`, say: `信源“${source.name}”${SOURCE_WORDS[state]}。` }]
      : [],
  )
}

/** Of today and yesterday: what is older was told, or lies in an outage that one look at the desk shows. */
async function slots(
  keeper: Pick<Keeper, 'list'>,
  jobTitle: (kind: string) => string,
  now: Instant,
): Promise<Trouble[]> {
  const days = [plusDays(dayOf(now), -1), dayOf(now)]
  const all = (await Promise.all(days.map((day) => keeper.list(day)))).flat()
  return all.flatMap(({ id, kind, due, state, nextTry }) => {
    const bad = state === 'missed' || state === 'unknown' || (state === 'failed' && nextTry === undefined)
    const when = `${spokenDay(dayOf(due))} ${due.slice(11, 16)}`
    return bad
      ? [
          {
            id: `slot:${idOf(id)}`,
            say: `${jobTitle(kind)}（${when}）${SLOT_WORDS[state]}。`,
            once: true as const,
          },
        ]
      : []
  })
}

function publications(articles: Pick<Articles, 'list'>): Trouble[] {
  return articles
    .list()
    .filter(({ state }) => state === 'failed')
    .map(({ id, title }) => ({ id: `article:${idOf(id)}`, say: `推文《${title}》没有发布成功。` }))
}

/** A slash would make a cut of what stands before it. */
function idOf(name: string): string {
  return name.replaceAll('/', ':')
}
