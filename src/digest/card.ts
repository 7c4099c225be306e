import type { Picture } from '../chat/message.ts'
import type { Outbox } from '../chat/outbox.ts'
import { at, dayOf, type Instant } from '../clock.ts'
import { Fault, sayOf } from '../fault.ts'
import type { Notice } from '../schedule/slot.ts'
import type { Digest } from './record.ts'

/** Draws a digest and keeps the bytes among the blobs. */
export type DrawDigest = (digest: Digest) => Promise<Picture>

interface CardParts {
  draw?: DrawDigest | undefined
  outbox: Outbox
  /** Every digest goes out with its card. */
  always: boolean
  keep(digest: Digest): Promise<Digest>
}

/** The digest as a picture for those who read on small screens. */
export function openCards({ draw, outbox, always, keep }: CardParts) {
  /** Drawn once. Fault `digest/no-card`. */
  async function drawn(digest: Digest): Promise<Digest & { card: Picture }> {
    const { card } = digest
    if (card) return { ...digest, card }
    if (!draw) throw new Fault('digest/no-card', '这台机器没有配置画图，简报只能发文字。')
    const { cardFault: _, ...plain } = digest
    const fresh = { ...plain, card: await draw(digest) }
    await keep(fresh)
    return fresh
  }

  /** A card that cannot be drawn keeps no digest back: the desk shows why. */
  async function drawnIfWanted(digest: Digest): Promise<Digest> {
    if (!always || !draw) return digest
    try {
      return await drawn(digest)
    } catch (thrown) {
      return keep({ ...digest, cardFault: sayOf(thrown) })
    }
  }

  /** The groups that may still be shown the card today. */
  async function waits(digest: Digest, now: Instant): Promise<string[]> {
    const { card, day, groups } = digest
    if (!card || !isOut(digest, now) || dayOf(now) !== day) return []
    const lines = await outbox.list(day)
    const shown = lines.flatMap(({ to, picture }) =>
      'group' in to && picture?.hash === card.hash ? to.group : [],
    )
    return groups.filter((group) => !shown.includes(group))
  }

  return {
    drawn,
    /** What the groups are told: the text, and the card with it where the town wants one. */
    async sayings(digest: Digest): Promise<Notice[]> {
      return linesOf(await drawnIfWanted(digest), always)
    },
    /** The same without drawing anything. */
    shown: (digest: Digest) => linesOf(digest, always),
    waits,
    /** Sends the card to the groups that have the text and not the card, until the day is over. Faults `digest/not-out`, `digest/no-card`. */
    async send(digest: Digest, now: Instant): Promise<string[]> {
      if (!isOut(digest, now)) {
        throw new Fault('digest/not-out', '这期简报还没有发到群里，发出以后才能补发图片。')
      }
      if (dayOf(now) !== digest.day) {
        throw new Fault('digest/not-out', '这是往期简报，图片不再往群里发，可以下载后转发。')
      }
      const withCard = await drawn(digest)
      const groups = await waits(withCard, now)
      const until = at(digest.day, '23:59')
      for (const group of groups) {
        const key = `${digest.slot}/${group}/digest-card`
        await outbox.write({ key, to: { group }, text: '', picture: withCard.card, at: now, until })
      }
      return groups
    },
  }
}

function isOut({ state, due }: Digest, now: Instant): boolean {
  return (state === 'ready' || state === 'approved') && now >= due
}

function linesOf(digest: Digest, withCard: boolean): Notice[] {
  const picture = withCard && digest.card ? { picture: digest.card } : {}
  return digest.groups.map((group) => ({ item: 'digest', to: { group }, text: digest.text, ...picture }))
}
