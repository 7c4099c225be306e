import { Fault } from '../fault.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { counts, STATE_WORDS } from '../ledger/row.ts'
import type { Article, ArticlePicture } from './article.ts'
import type { Finding } from './finding.ts'
import type { Image } from './press.ts'

/** A cited row that was withdrawn or sent back since. */
export function rowsGone(article: Article, ledger: Pick<Ledger, 'find'>): Finding[] {
  return article.rows.flatMap((number): Finding[] => {
    const row = ledger.find(number)
    if (row && counts(row)) return []
    const say = `所依据的台账 ${number} ${row ? STATE_WORDS[row.state] : '已找不到'}，请换成有效的条目，或退出这条依据。`
    return [{ kind: 'row', part: 'body', text: number, span: [0, 0], nearest: number, say }]
  })
}

/** Pixels below which a picture is blurred across a phone. */
export const LEAST_WIDTH = 300

interface Measuring {
  image?: Pick<Image, 'size'>
  blobs: { read(hash: string): Promise<Uint8Array | undefined> }
}

/** How wide a picture is in pixels; 0: it cannot be opened. Each is measured once. */
export function openWidths({ image, blobs }: Measuring): (hash: string) => Promise<number | undefined> {
  const widths = new Map<string, number>()
  return async (hash) => {
    const known = widths.get(hash)
    if (known !== undefined || !image) return known
    const bytes = await blobs.read(hash)
    if (!bytes) return 0
    const width = await image.size(bytes).then(
      (size) => size.width,
      (thrown: unknown) => {
        if (thrown instanceof Fault) return 0
        throw thrown
      },
    )
    widths.set(hash, width)
    return width
  }
}

/** Pictures without a source, that cannot be opened, or narrower than a phone. */
export function poorPictures(measuring: Measuring): (article: Article) => Promise<Finding[]> {
  const widthOf = openWidths(measuring)

  async function faultOf(picture: ArticlePicture): Promise<string | undefined> {
    const { hash, name, caption } = picture
    const sourced = picture.message ?? picture.row ?? picture.source
    if (!sourced && caption.trim() === '') return `图片“${name}”没有来源也没有说明，请补上说明。`
    const width = await widthOf(hash)
    if (width === 0) return `图片“${caption || name}”打不开，请换一张或删去。`
    if (width === undefined || width >= LEAST_WIDTH) return undefined
    return `图片“${caption || name}”只有 ${width} 像素宽，太小，请换一张。`
  }

  return async ({ pictures }) => {
    const found = await Promise.all(
      pictures.map(async (picture): Promise<Finding[]> => {
        const say = await faultOf(picture)
        const { caption, name, row } = picture
        const text = caption || name
        return say
          ? [{ kind: 'picture', part: 'picture', text, span: [0, caption.length], nearest: row ?? null, say }]
          : []
      }),
    )
    return found.flat()
  }
}
