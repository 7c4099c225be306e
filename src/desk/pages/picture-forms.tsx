import type { Article } from '../../article/article.ts'
import { MIDDLE } from '../../article/cover.ts'
import { Heading } from '../parts.tsx'

/** Thirds of the picture, row by row. */
export const PLACES = ['左上', '中上', '右上', '左中', '正中', '右中', '左下', '中下', '右下'].map(
  (name, n) => ({
    name,
    x: [0.17, 0.5, 0.83][n % 3] ?? 0.5,
    y: [0.17, 0.5, 0.83][Math.floor(n / 3)] ?? 0.5,
  }),
)

/** 封面和图片: the covers as they are, which picture and which part of it, a new picture. */
export function Pictures({ article, current }: { article: Article; current: number }) {
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
      {article.pictures.length > 0 && <Choose article={article} current={current} />}
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

/** `current`: the picture the cover is cut from now. */
function Choose({ article, current }: { article: Article; current: number }) {
  const shown = article.pictures[current]
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
