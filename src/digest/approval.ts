import type { Message } from '../chat/message.ts'
import type { Outbox } from '../chat/outbox.ts'
import { type Day, dayOf, type Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Notice } from '../schedule/slot.ts'
import type { Role, Town } from '../town.ts'
import type { Digest } from './record.ts'
import { groupsFor } from './slots.ts'
import { type DigestTemplate, fill } from './template.ts'

/** What the office reads before the digest goes out. */
export function askText(digest: Digest, template: DigestTemplate): string {
  return fill(template.pieces.请示, {
    条数: digest.lines.length,
    群: digest.groups.join('、'),
    时限: digest.until.slice(11, 16),
    全文: digest.text,
  })
}

const APPROVERS: Role[] = ['editor', 'second', 'final', 'leader', 'admin']
const YES = /^(?:发|发送|发吧|可以发|同意发?送?)[。.!！]?$/
const NO = /^(?:不发|别发|先不发|不要发)[。.!！]?$/

interface ApprovalParts {
  town: Town
  outbox: Outbox
  latest(day: Day): Digest | undefined
  keep(digest: Digest): Promise<Digest>
  /** What the groups are told. */
  sayings(digest: Digest): Promise<Notice[]>
}

/** The officer's word on a waiting digest, at the desk or by a line in the office group. */
export function openApproval({ town, outbox, latest, keep, sayings }: ApprovalParts) {
  async function decide(day: Day, by: string, at: Instant, state: 'approved' | 'declined'): Promise<Digest> {
    const digest = waiting(latest(day), day, at)
    const decided = await keep({ ...digest, state, by, decidedAt: at })
    // Before its hour the slot says it; afterwards the slot is over, and the same keys keep it once.
    if (state === 'approved' && at >= digest.due) await say(decided)
    return decided
  }

  async function say(digest: Digest): Promise<void> {
    for (const { item, ...line } of await sayings(digest)) {
      const group = 'group' in line.to ? line.to.group : line.to.person
      await outbox.write({
        key: `${digest.slot}/${group}/${item}`,
        ...line,
        at: digest.due,
        until: digest.until,
      })
    }
  }

  async function answer(message: Message, text: string, now: Instant): Promise<void> {
    const to = { group: message.group ?? '' }
    await outbox.write({ key: `digest-answer/${message.channelId}`, to, text, at: now })
  }

  async function byWord(message: Message, now: Instant, state: 'approved' | 'declined'): Promise<string> {
    const person = town.people.find((one) => one.name === message.person)
    if (!person?.roles.some((role) => APPROVERS.includes(role))) {
      return '简报由编辑、复审、终审或镇领导决定发不发，您这里先不用回复。'
    }
    const before = latest(dayOf(now))
    // The same line may be offered again after a crash: what it decided then stands.
    const again = before?.by === person.name && before.state === state
    const digest = again && before ? before : await decide(dayOf(now), person.name, now, state)
    if (again && state === 'approved' && now >= digest.due) await say(digest)
    if (state === 'declined') return '好的，今日简报不发。'
    const when = now < digest.due ? `${digest.due.slice(11, 16)} 发到` : '已发到'
    return `好的，今日简报${when}：${digest.groups.join('、')}。`
  }

  return {
    approve: (day: Day, by: string, at: Instant) => decide(day, by, at, 'approved'),
    decline: (day: Day, by: string, at: Instant) => decide(day, by, at, 'declined'),
    /** Only a bare 发 or 不发 in the office group while a digest of the day was put before it. */
    async listen(message: Message, now: Instant): Promise<boolean> {
      const words = message.text.trim()
      const yes = YES.test(words)
      if (message.kind !== 'text' || (!yes && !NO.test(words))) return false
      if (!message.group || !groupsFor(town, 'office').includes(message.group)) return false
      const digest = latest(dayOf(now))
      if (!digest || digest.state === 'ready' || digest.state === 'empty') return false
      await answer(message, await spoken(() => byWord(message, now, yes ? 'approved' : 'declined')), now)
      return true
    },
  }
}

/** A Fault is an answer too. */
async function spoken(work: () => Promise<string>): Promise<string> {
  try {
    return await work()
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown.say
    throw thrown
  }
}

function waiting(digest: Digest | undefined, day: Day, now: Instant): Digest {
  if (!digest) throw new Fault('digest/none', `${day} 还没有简报，要等到时间表上的时刻才会备好。`)
  if (digest.state !== 'waiting') {
    const who = digest.by ? `，由${digest.by}决定` : ''
    throw new Fault('digest/decided', `${day} 的简报已经处理过了${who}，不用再批。`)
  }
  if (now > digest.until) {
    throw new Fault('digest/too-late', `这期简报的发送时限（${digest.until.slice(11, 16)}）已过，不再补发。`)
  }
  return digest
}
