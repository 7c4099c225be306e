import { type Context, Hono } from 'hono'
import { untold } from '../../article/announce.ts'
import type { Article } from '../../article/article.ts'
import { plainText, printPage } from '../../article/exits.ts'
import { articlePaper, type PaperPicture, reviewPaper } from '../../article/papers.ts'
import { fullySigned } from '../../article/review.ts'
import { openImage } from '../../outside/image.ts'
import { drawPoster } from '../../outside/poster.ts'
import { writeWord } from '../../outside/word.ts'
import { articleIdOf, download } from '../act.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'
import { spokenMoment } from '../wording.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** 其他用途: the same signed article as text, long picture, Word and printed page; and its 审核单. */
export function exitPages(rooms: DeskRooms): Hono<DeskEnv> {
  const { articles, blobs, town } = rooms
  const image = openImage()
  const articleOf = (c: Context) => articles.get(articleIdOf(c))

  async function wordPictures({ pictures }: Article): Promise<Map<string, PaperPicture>> {
    const ready = new Map<string, PaperPicture>()
    for (const { hash } of pictures) {
      const bytes = await blobs.read(hash)
      if (!bytes) continue
      const file = await image.forBody(bytes)
      ready.set(hash, { bytes: file.bytes, ...(await image.size(file.bytes)) })
    }
    return ready
  }

  return new Hono<DeskEnv>()
    .get('/:month/:serial/review.docx', async (c) => {
      const article = articleOf(c)
      return download(c, await writeWord(reviewPaper(article)), DOCX, `审核单 ${fileName(article)}.docx`)
    })
    .get('/:month/:serial/article.docx', async (c) => {
      const article = articleOf(c)
      const paper = articlePaper(article, await wordPictures(article))
      return download(c, await writeWord(paper), DOCX, `${fileName(article)}.docx`)
    })
    .get('/:month/:serial/long.jpg', async (c) => {
      const article = articleOf(c)
      const bytes = await drawPoster(article, town.name, blobs)
      return download(c, bytes, 'image/jpeg', `${fileName(article)}.jpg`)
    })
    .get('/:month/:serial/print', (c) =>
      c.html(printPage(articleOf(c), town.name, (hash) => `/pictures/${hash}`)),
    )
}

/** A title as the name of a file: what no system takes is left out. */
function fileName({ title, id }: Article): string {
  return title.replace(/[\\/:*?"<>|\n]/g, ' ').trim() || id.replace('/', '-')
}

/** The link for the groups, where the officer says so: each group is told once. */
export function Announce({ article, town }: { article: Article; town: DeskRooms['town'] }) {
  const told = article.publication?.announced ?? []
  const left = untold(article, town)
  return (
    <section aria-labelledby="announce">
      <h2 id="announce">把链接发到群里</h2>
      {told.length > 0 && (
        <p class="soft">
          已发：{told.map(({ group, by, at }) => `${group}（${by}，${spokenMoment(at)}）`).join('、')}
        </p>
      )}
      {left.length > 0 && (
        <form method="post" action={`/articles/${article.id}/announce`} class="stack">
          {left.map((name) => (
            <label class="check">
              <input type="checkbox" name="group" value={name} /> {name}
            </label>
          ))}
          <button type="submit">发到勾选的群</button>
        </form>
      )}
    </section>
  )
}

/** Where the article may go besides the public account. */
export function Exits({ article }: { article: Article }) {
  const path = `/articles/${article.id}`
  const signed = fullySigned(article)
  return (
    <section aria-labelledby="exits">
      <h2 id="exits">其他用途</h2>
      {!signed && <p class="soft">三个人签完以后，可以在这里取文字、长图、Word 和打印页。</p>}
      <div class="buttons">
        {signed && (
          <>
            <a class="button" href={`${path}/long.jpg`}>
              存成长图
            </a>
            <a class="button" href={`${path}/article.docx`}>
              下载 Word
            </a>
            <a class="button" href={`${path}/print`}>
              打印页
            </a>
          </>
        )}
        <a class="button" href={`${path}/review.docx`}>
          下载审核单
        </a>
        {article.state === 'published' && (
          <a class="button" href="/rss.xml">
            本镇文章订阅（RSS）
          </a>
        )}
      </div>
      {signed && (
        <details class="fold">
          <summary>文字版，可转发到群里</summary>
          <div class="stack">
            <label class="field">
              <span>文字版（可全选复制）</span>
              <textarea class="copied" rows={12} readonly>
                {plainText(article)}
              </textarea>
            </label>
            <button type="button" data-copy hidden>
              复制文字
            </button>
          </div>
        </details>
      )}
    </section>
  )
}
