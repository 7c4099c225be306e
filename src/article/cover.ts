import { Fault } from '../fault.ts'
import type { Article } from './article.ts'
import type { Image, PressFile } from './press.ts'
import { THEMES } from './theme.ts'

/** What a cover is made with. */
export interface CoverTools {
  image: Image
  /** The original pictures. */
  blobs: { read(hash: string): Promise<Uint8Array | undefined> }
}

export interface Point {
  /** 0..1 from the left and from the top. */
  x: number
  y: number
}

/** People stand a little above the middle. */
export const MIDDLE: Point = { x: 0.5, y: 0.4 }

/** What the platform shows: wide at the head of a message, square in lists and when forwarded. */
const WIDE = { width: 900, height: 383 }
const SQUARE = { width: 200, height: 200 }

/** 封面: the wide picture that is uploaded, and which part of it is the square one. */
export interface Cover {
  wide: PressFile
  /** In the wide one: `X1_Y1_X2_Y2`, 0..1 (公众平台接口文档 draft/add, pic_crop_1_1). */
  square: string
  /** The focus, as it lies in the wide one. */
  focus: Point
}

/** Cut from the chosen picture (else the best) around its focus, or a plain one in the theme's colour. */
export async function coverOf(article: Article, tools: CoverTools): Promise<Cover> {
  const chosen = article.pictures[(await coverIndex(article, tools)) ?? 0]
  if (!chosen) {
    const wide = await tools.image.plainCover(THEMES[article.theme].accent)
    return { wide, square: squareIn(0.5), focus: { x: 0.5, y: 0.5 } }
  }
  const bytes = await originalOf(chosen.hash, tools)
  const at = chosen.focus ?? MIDDLE
  const [size, wide] = [await tools.image.size(bytes), await tools.image.cover(bytes, WIDE, at)]
  const box = cutBox(size, WIDE.width / WIDE.height, at)
  const focus = {
    x: (at.x * size.width - box.left) / box.width,
    y: (at.y * size.height - box.top) / box.height,
  }
  return { wide, square: squareIn(focus.x), focus }
}

/** The picture that was chosen as cover, else the first that need not be enlarged for it; undefined: none. */
export async function coverIndex(
  { cover, pictures }: Article,
  tools: CoverTools,
): Promise<number | undefined> {
  if (cover !== undefined && pictures[cover]) return cover
  const reaches = await Promise.all(pictures.map(({ hash }) => reachOf(hash, tools)))
  const best = Math.max(...reaches)
  return pictures.length > 0 ? reaches.indexOf(best) : undefined
}

/** How much of the cover's width a picture fills by itself, at most all of it; 0: it cannot be opened. */
async function reachOf(hash: string, { image, blobs }: CoverTools): Promise<number> {
  try {
    const size = await image.size(await originalOf(hash, { blobs }))
    return Math.min(1, cutBox(size, WIDE.width / WIDE.height, MIDDLE).width / WIDE.width)
  } catch (thrown) {
    if (thrown instanceof Fault) return 0
    throw thrown
  }
}

/** The square one, as the platform cuts it out of the wide one. */
export async function squareOf({ wide, focus }: Cover, { image }: CoverTools): Promise<PressFile> {
  return image.cover(wide.bytes, SQUARE, focus)
}

function squareIn(x: number): string {
  const box = cutBox(WIDE, 1, { x, y: 0.5 })
  const part = (pixels: number) => String(Number((pixels / WIDE.width).toFixed(6)))
  return `${part(box.left)}_0_${part(box.left + box.width)}_1`
}

/** The largest box of that shape around the focus that stays inside the picture. */
export function cutBox({ width, height }: { width: number; height: number }, shape: number, focus: Point) {
  const wide = Math.min(width, Math.round(height * shape))
  const high = Math.min(height, Math.round(wide / shape))
  const place = (at: number, whole: number, part: number) =>
    Math.max(0, Math.min(whole - part, Math.round(at * whole - part / 2)))
  return { left: place(focus.x, width, wide), top: place(focus.y, height, high), width: wide, height: high }
}

/** Throws Fault `article/picture-lost`. */
export async function originalOf(hash: string, { blobs }: Pick<CoverTools, 'blobs'>): Promise<Uint8Array> {
  const bytes = await blobs.read(hash)
  if (!bytes) throw new Fault('article/picture-lost', '有一张图片的原件找不到了，请在推文里换一张或删掉它。')
  return bytes
}
