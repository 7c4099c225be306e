import { Hono } from 'hono'
import { spokenDay } from '../../clock.ts'
import type { Digest } from '../../digest/record.ts'
import { act } from '../act.ts'
import { allow, has } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'

/** The other shapes of a digest: a picture for the groups, a draft for the public account. */
export function digestOutPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { digests, articles, clock, secret } = rooms
  return new Hono<DeskEnv>()
    .post('/:day/card', (c) => {
      allow(has(c.get('person'), 'editor', 'second', 'final', 'leader', 'admin'), '把简报做成图片')
      const day = c.req.param('day')
      return act(c, secret, {
        back: '/digest#shapes',
        work: async () => {
          await digests.card(day)
          return { said: `${spokenDay(day)}的简报已做成图片，可以下载，也可以发到群里。` }
        },
      })
    })
    .post('/:day/card/send', (c) => {
      allow(has(c.get('person'), 'editor', 'second', 'final', 'leader', 'admin'), '把简报图片发到群里')
      return act(c, secret, {
        back: '/digest#shapes',
        work: async () => {
          const groups = await digests.sendCard(c.req.param('day'), clock.now())
          return {
            said: groups.length > 0 ? `图片发到：${groups.join('、')}。` : '图片已经发过了，没有再发。',
          }
        },
      })
    })
    .post('/:day/article', (c) => {
      const person = c.get('person')
      allow(has(person, 'editor', 'second', 'final', 'admin'), '起草推文')
      const day = c.req.param('day')
      return act(c, secret, {
        back: '/digest#shapes',
        work: async () => {
          const draft = digests.draft(day)
          const before = draftedOf(rooms, draft.title)
          if (before)
            return { said: '这一天的推文初稿已经有了，在这里接着改。', to: `/articles/${before.id}` }
          const origin = `由${spokenDay(day)}的简报做成初稿`
          const article = await articles.take({
            ...draft,
            kind: 'digest',
            origin,
            by: person.name,
            at: clock.now(),
          })
          return { said: '推文初稿已写好，请看过后送审。', to: `/articles/${article.id}` }
        },
      })
    })
}

function draftedOf({ articles }: DeskRooms, title: string) {
  return articles
    .list()
    .find((one) => one.kind === 'digest' && one.title === title && one.state !== 'removed')
}

export function Shapes({ rooms, digest, waits }: { rooms: DeskRooms; digest: Digest; waits: string[] }) {
  if (digest.lines.length === 0) return null
  const { day, card, cardFault } = digest
  const drafted = draftedOf(rooms, rooms.digests.draft(day).title)
  return (
    <div id="shapes" class="shapes">
      {card && (
        <a href={`/pictures/${card.hash}`} class="digest-card">
          <img src={`/pictures/${card.hash}`} alt={`${spokenDay(day)}简报的图片`} loading="lazy" />
        </a>
      )}
      <div class="buttons">
        {!card && <Press to={`/digest/${day}/card`}>做成图片</Press>}
        {card && (
          <a class="button" href={`/pictures/${card.hash}`} download={card.name}>
            下载图片
          </a>
        )}
        {waits.length > 0 && <Press to={`/digest/${day}/card/send`}>图片发到群里</Press>}
        {drafted ? (
          <a class="button" href={`/articles/${drafted.id}`}>
            看推文初稿
          </a>
        ) : (
          <Press to={`/digest/${day}/article`}>做成推文初稿</Press>
        )}
      </div>
      {cardFault && <p class="soft">这期没有配图：{cardFault}</p>}
      {digest.summaryFault && <p class="soft">{digest.summaryFault}</p>}
    </div>
  )
}

function Press({ to, children }: { to: string; children: string }) {
  return (
    <form method="post" action={to}>
      <button type="submit">{children}</button>
    </form>
  )
}
