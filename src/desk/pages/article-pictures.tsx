import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Article, ArticlePicture } from '../../article/article.ts'
import { coverIndex, coverOf, squareOf } from '../../article/cover.ts'
import { Fault } from '../../fault.ts'
import { openImage } from '../../outside/image.ts'
import { act, articleIdOf, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { allow, writesArticles } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { Pictures, PLACES } from './picture-forms.tsx'

const coverSchema = z.object({
  seen: z.coerce.number().int(),
  cover: z.coerce.number('请选一张作封面').int().min(0),
  place: z.enum(['', ...PLACES.map(({ name }) => name)]).default(''),
})

const uploadSchema = z.object({
  seen: z.coerce.number().int(),
  caption: z.string().trim().max(100, '说明太长，请不超过 100 字'),
  source: z.string().trim().min(1, '请写明图片来源，例如“张湾村党支部供图”').max(60, '来源太长'),
  picture: z.instanceof(File, { error: '请选一张图片' }),
})

/** What may be put in; anything else (HEIC, PDF, a film) is refused by its bytes, not its name. */
const KINDS: { name: string; begins: number[] }[] = [
  { name: 'jpg', begins: [0xff, 0xd8, 0xff] },
  { name: 'png', begins: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'gif', begins: [0x47, 0x49, 0x46, 0x38] },
  { name: 'webp', begins: [0x52, 0x49, 0x46, 0x46] },
]
const MOST_BYTES = 10 * 1024 * 1024
const LEAST_WIDTH = 300

/** 封面和图片: which picture is the cover, what must stay in view, and pictures that came by another way than the group. */
export function articlePictures(rooms: DeskRooms): Hono<DeskEnv> {
  const { articles, blobs, clock, secret } = rooms
  const image = openImage()
  const stamp = (c: Context<DeskEnv>) => ({ by: c.get('person').name, at: clock.now() })

  async function accepted(file: File): Promise<Uint8Array> {
    if (file.size === 0) throw new Fault('desk/form', '还没有选图片，请先选一张。')
    if (file.size > MOST_BYTES) throw new Fault('desk/form', '图片超过 10 MB，请压缩后再传。')
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (!KINDS.some(({ begins }) => begins.every((byte, n) => bytes[n] === byte))) {
      throw new Fault(
        'desk/form',
        '这不是 jpg、png、gif 或 webp 图片，请换一张。苹果手机请在设置里选“兼容性最佳”。',
      )
    }
    const { width } = await image.size(bytes)
    if (width < LEAST_WIDTH)
      throw new Fault('desk/form', `图片只有 ${width} 像素宽，太小，请换一张清楚些的。`)
    // The head may be read of a picture that is cut off further down: it is decoded as it will be for the text.
    await image.forBody(bytes)
    return bytes
  }

  return new Hono<DeskEnv>()
    .get('/:month/:serial/pictures', async (c) => {
      allow(writesArticles(c.get('person')), '改封面和图片')
      const article = articles.get(articleIdOf(c))
      const current = (await coverIndex(article, { image, blobs })) ?? 0
      const view = <Pictures article={article} current={current} />
      return show(c, rooms, { title: '封面和图片', here: '/articles' }, view)
    })
    .get('/:month/:serial/cover/:shape{wide|square}', async (c) => {
      const tools = { image, blobs }
      const cover = await coverOf(articles.get(articleIdOf(c)), tools)
      const file = c.req.param('shape') === 'wide' ? cover.wide : await squareOf(cover, tools)
      return c.body(new Uint8Array(file.bytes), 200, {
        'Content-Type': file.type,
        'Cache-Control': 'no-store',
      })
    })
    .post('/:month/:serial/cover', (c) => {
      allow(writesArticles(c.get('person')), '改封面和图片')
      const id = articleIdOf(c)
      return act(c, secret, {
        back: `/articles/${id}/pictures`,
        work: async () => {
          const { seen, cover, place } = await readForm(c, coverSchema)
          const change = { cover, pictures: focused(articles.get(id), cover, place) }
          await articles.edit(id, { seen, change, ...stamp(c) })
          return { said: '封面已改，请看下面的样子。' }
        },
      })
    })
    .post('/:month/:serial/pictures', (c) => {
      allow(writesArticles(c.get('person')), '改封面和图片')
      const id = articleIdOf(c)
      return act(c, secret, {
        back: `/articles/${id}/pictures`,
        work: async () => {
          const { seen, caption, source, picture } = await readForm(c, uploadSchema)
          const hash = await blobs.keep(await accepted(picture))
          const change = withPicture(articles.get(id), { hash, name: picture.name, caption, source })
          await articles.edit(id, { seen, change, ...stamp(c) })
          return { said: `图片已放进文末（图${change.pictures.length}），要挪位置请去改稿。` }
        },
      })
    })
}

function focused({ pictures }: Article, cover: number, place: string): ArticlePicture[] {
  const at = PLACES.find(({ name }) => name === place)
  return pictures.map((one, n) => (n === cover && at ? { ...one, focus: { x: at.x, y: at.y } } : one))
}

function withPicture({ pictures, body }: Article, picture: ArticlePicture) {
  if (pictures.some(({ hash }) => hash === picture.hash)) {
    throw new Fault('desk/form', '这张图片已经在推文里了。')
  }
  return { pictures: [...pictures, picture], body: `${body.trimEnd()}\n\n![](图${pictures.length + 1})` }
}
