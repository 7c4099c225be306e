import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Article, ArticlePicture } from '../../article/article.ts'
import { THEMES } from '../../article/theme.ts'
import { act, articleIdOf, readForm } from '../act.ts'
import { show } from '../layout.tsx'
import { Heading, Select } from '../parts.tsx'
import { allow, writesArticles } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'

const editSchema = z.object({
  seen: z.coerce.number().int(),
  title: z.string().trim().max(200, '标题太长'),
  author: z.string().trim().max(100, '作者太长'),
  digest: z.string().trim().max(1000, '摘要太长'),
  column: z.string().trim().min(1, '请填写栏目').max(50, '栏目太长'),
  theme: z.enum(['red', 'ink', 'field'], '没有这种版式'),
  own: z.literal('on').optional(),
  body: z
    .string()
    .max(60_000, '正文太长')
    .transform((text) => text.replaceAll('\r\n', '\n').trim()),
  /** Hashes of the pictures that stay or come in. */
  pictures: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .optional()
    .default([]),
  cover: z.string().optional(),
})

/** 改稿: the words, the look and the pictures; any change voids the signatures, and the page says so. */
export function editPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { articles, clock, secret } = rooms
  return new Hono<DeskEnv>()
    .get('/:month/:serial/edit', async (c) => {
      allow(writesArticles(c.get('person')), '改稿')
      const article = articles.get(articleIdOf(c))
      const offered = await offeredPictures(rooms, article)
      return show(
        c,
        rooms,
        { title: '改稿', here: '/articles' },
        <Edit article={article} offered={offered} />,
      )
    })
    .post('/:month/:serial/links', (c) => {
      allow(writesArticles(c.get('person')), '检查链接')
      const id = articleIdOf(c)
      return act(c, secret, {
        back: `/articles/${id}`,
        work: async () => {
          const { record } = await articles.checkLinks(id, { by: c.get('person').name, at: clock.now() })
          return { said: record.at(-1)?.say ?? '已检查链接。' }
        },
      })
    })
    .post('/:month/:serial/edit', (c) => {
      allow(writesArticles(c.get('person')), '改稿')
      const id = articleIdOf(c)
      return act(c, secret, {
        back: `/articles/${id}/edit`,
        work: async () => {
          const change = await changeFrom(c, rooms, articles.get(id))
          await articles.edit(id, { ...change, by: c.get('person').name, at: clock.now() })
          return { said: '已保存，请看校对结果，再重新送审。', to: `/articles/${id}` }
        },
      })
    })
}

/** The article's own pictures, then those that came with its rows. */
async function offeredPictures(rooms: DeskRooms, article: Article): Promise<ArticlePicture[]> {
  const known = new Map(article.pictures.map((one) => [one.hash, one]))
  for (const number of article.rows) {
    const messages = await Promise.all(
      (rooms.ledger.find(number)?.messages ?? []).map((id) => rooms.messages.get(id)),
    )
    for (const message of messages) {
      if (!message?.picture || known.has(message.picture.hash)) continue
      const { hash, name } = message.picture
      known.set(hash, { hash, name, caption: '', message: message.id, row: number })
    }
  }
  return [...known.values()]
}

async function changeFrom(c: Context<DeskEnv>, rooms: DeskRooms, article: Article) {
  const { seen, pictures, cover, own, ...words } = await readForm(c, editSchema, { all: true })
  const form = await c.req.parseBody()
  const chosen = (await offeredPictures(rooms, article))
    .filter(({ hash }) => pictures.includes(hash))
    .map((one) => ({ ...one, caption: captionOf(form[`caption-${one.hash}`]) }))
  const coverAt = chosen.findIndex(({ hash }) => hash === cover)
  const body = withPictures(words.body, article.pictures, chosen)
  const change = { ...words, body, own: own === 'on', pictures: chosen }
  return { seen, change: coverAt >= 0 ? { ...change, cover: coverAt } : change }
}

function captionOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, 100) : ''
}

/** Pictures are named by their place (`图1`): places that moved are renamed, new pictures are added at the end. */
function withPictures(body: string, before: ArticlePicture[], after: ArticlePicture[]): string {
  const place = (hash: string | undefined) => after.findIndex((one) => one.hash === hash) + 1
  const moved = body.replace(/!\[([^\]]*)\]\(图(\d+)\)\n*/g, (whole, caption: string, number: string) => {
    const now = place(before[Number(number) - 1]?.hash)
    return now === 0 ? '' : whole.replace(`![${caption}](图${number})`, `![${caption}](图${now})`)
  })
  const missing = after.map((_, n) => n + 1).filter((number) => !moved.includes(`](图${number})`))
  const added = missing.map((number) => `![](图${number})`).join('\n\n')
  return [moved.trim(), added].filter((one) => one !== '').join('\n\n')
}

function Edit({ article, offered }: { article: Article; offered: ArticlePicture[] }) {
  const themes = Object.entries(THEMES).map(([value, { name }]) => ({ value, name }))
  return (
    <>
      <Heading title="改稿" lead={`《${article.title}》`}>
        <a class="button" href={`/articles/${article.id}`}>
          不改了，返回
        </a>
      </Heading>
      {article.signatures.length > 0 && (
        <p class="note">已有 {article.signatures.length} 人签名。内容一改，这些签名就作废，要重新送审。</p>
      )}
      <form method="post" action={`/articles/${article.id}/edit`} class="grid">
        <input type="hidden" name="seen" value={article.version} />
        <label class="field whole">
          <span>标题（最多 32 字）</span>
          <input name="title" value={article.title} required />
        </label>
        <label class="field whole">
          <span>摘要（最多 120 字）</span>
          <textarea name="digest" rows={2}>
            {article.digest}
          </textarea>
        </label>
        <label class="field whole">
          <span>正文（空行分段；“## ”开头的是小标题；“![](图1)”是放图1的地方，可以整行挪动）</span>
          <textarea name="body" rows={16}>
            {article.body}
          </textarea>
        </label>
        <label class="field">
          <span>作者</span>
          <input name="author" value={article.author} />
        </label>
        <label class="field">
          <span>栏目</span>
          <input name="column" value={article.column} required />
        </label>
        <Select label="版式" name="theme" value={article.theme} choices={themes} />
        <label class="check">
          <input type="checkbox" name="own" checked={article.own} /> 写的是本镇工作
        </label>
        <Pictures article={article} offered={offered} />
        <div class="thumb whole">
          <button class="main" type="submit">
            保存
          </button>
        </div>
      </form>
    </>
  )
}

function Pictures({ article, offered }: { article: Article; offered: ArticlePicture[] }) {
  const cover = article.pictures[article.cover ?? -1]?.hash
  return (
    <fieldset class="whole pictures">
      <legend>图片</legend>
      {offered.length === 0 && (
        <p class="soft">所依据的台账没有带照片。村里发上报时附上照片，就能在这里选用。</p>
      )}
      {offered.map((one) => {
        const place = article.pictures.findIndex(({ hash }) => hash === one.hash)
        return (
          <div class="picture">
            <img src={`/pictures/${one.hash}`} alt={one.caption || one.name} loading="lazy" />
            <label class="check">
              <input type="checkbox" name="pictures" value={one.hash} checked={place >= 0} />
              {place >= 0 ? `用这张（图${place + 1}）` : '用这张'}
            </label>
            <label class="check">
              <input type="radio" name="cover" value={one.hash} checked={one.hash === cover} /> 作封面
            </label>
            <label class="field">
              <span>图注</span>
              <input name={`caption-${one.hash}`} value={one.caption} maxlength={100} />
            </label>
          </div>
        )
      })}
    </fieldset>
  )
}
