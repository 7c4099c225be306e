import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Article, ArticlePicture } from '../../article/article.ts'
import { coverOf, MIDDLE, squareOf } from '../../article/cover.ts'
import { Fault } from '../../fault.ts'
import { openImage } from '../../outside/image.ts'
import { act, articleIdOf, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { Heading } from '../parts.tsx'
import { allow, writesArticles } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'

/** Thirds of the picture, row by row. */
const PLACES = ['左上', '中上', '右上', '左中', '正中', '右中', '左下', '中下', '右下'].map((name, n) => ({
  name,
  x: [0.17, 0.5, 0.83][n % 3] ?? 0.5,
  y: [0.17, 0.5, 0.83][Math.floor(n / 3)] ?? 0.5,
}))

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
    .get('/:month/:serial/pictures', (c) => {
      allow(writesArticles(c.get('person')), '改封面和图片')
      const article = articles.get(articleIdOf(c))
      return show(c, rooms, { title: '封面和图片', here: '/articles' }, <Pictures article={article} />)
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

function Pictures({ article }: { article: Article }) {
  return (
    <>
      <Heading title="封面和图片" lead={`《${article.title}》`}>
        <a class="button" href={`/articles/${article.id}`}>
          返回推文
        </a>
      </Heading>
      {article.signatures.length > 0 && (
        <p class="note">
          已有 {article.signatures.length} 人签名。封面或图片一改，这些签名就作废，要重新送审。
        </p>
      )}
      <Covers article={article} />
      {article.pictures.length > 0 && <Choose article={article} />}
      <Upload article={article} />
    </>
  )
}

/** Both cuts, as the public account gets them. */
function Covers({ article }: { article: Article }) {
  const src = (shape: string) => `/articles/${article.id}/cover/${shape}?v=${article.version}`
  return (
    <section aria-labelledby="covers">
      <h2 id="covers">封面现在的样子</h2>
      <div class="covers">
        <figure>
          <img class="cover-wide" src={src('wide')} alt="长封面" width={900} height={383} />
          <figcaption>消息头条 900×383</figcaption>
        </figure>
        <figure>
          <img class="cover-square" src={src('square')} alt="方封面" width={200} height={200} />
          <figcaption>列表和转发 200×200</figcaption>
        </figure>
      </div>
      {article.pictures.length === 0 && (
        <p class="soft">推文里还没有图片，先用一张素色的封面。传一张图片，就能用它作封面。</p>
      )}
    </section>
  )
}

function Choose({ article }: { article: Article }) {
  const current = article.cover ?? 0
  const shown = article.pictures[current] ?? article.pictures[0]
  const at = shown?.focus ?? MIDDLE
  return (
    <form method="post" action={`/articles/${article.id}/cover`} class="stack">
      <input type="hidden" name="seen" value={article.version} />
      <fieldset class="pictures">
        <legend>哪一张作封面</legend>
        {article.pictures.map((one, n) => (
          <div class="picture">
            <img src={`/pictures/${one.hash}`} alt={one.caption || one.name} loading="lazy" />
            <label class="check">
              <input type="radio" name="cover" value={n} checked={n === current} /> 图{n + 1} {one.caption}
            </label>
            {one.source && <small class="soft">来源：{one.source}</small>}
          </div>
        ))}
      </fieldset>
      <fieldset class="pictures">
        <legend>哪里不能被裁掉（点九宫格里的一格）</legend>
        <div class="focus">
          {shown && <img src={`/pictures/${shown.hash}`} alt="现在的封面原图" />}
          <div class="focus-grid">
            {PLACES.map(({ name, x, y }) => (
              <label title={name}>
                <input type="radio" name="place" value={name} checked={x === at.x && y === at.y} />
                <span>{name}</span>
              </label>
            ))}
          </div>
        </div>
      </fieldset>
      <div class="thumb">
        <button class="main" type="submit">
          保存封面
        </button>
      </div>
    </form>
  )
}

function Upload({ article }: { article: Article }) {
  return (
    <section aria-labelledby="upload">
      <h2 id="upload">传一张新图片</h2>
      <p class="soft">群里随上报发来的照片在“改稿”里选用；这里放别处来的照片。公务活动照片要写明来源。</p>
      <form
        method="post"
        action={`/articles/${article.id}/pictures`}
        enctype="multipart/form-data"
        class="stack"
      >
        <input type="hidden" name="seen" value={article.version} />
        <label class="field">
          <span>图片（jpg、png、gif、webp，10 MB 以内，至少 300 像素宽）</span>
          <input type="file" name="picture" accept="image/jpeg,image/png,image/gif,image/webp" required />
        </label>
        <label class="field">
          <span>图片来源（必填，记入审核单）</span>
          <input name="source" required maxlength={60} placeholder="张湾村党支部供图" />
        </label>
        <label class="field">
          <span>图注（显示在图片下面）</span>
          <input name="caption" maxlength={100} />
        </label>
        <button type="submit">放进推文</button>
      </form>
    </section>
  )
}
