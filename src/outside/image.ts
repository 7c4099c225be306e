import { cutBox } from '../article/cover.ts'
import type { Image, PressFile } from '../article/press.ts'
import { Fault } from '../fault.ts'

/** Pixels beyond which a picture is refused: a small file can unpack to gigabytes. */
const MOST_PIXELS = 60_000_000
const MOST_BYTES = 1_048_576
const BODY_WIDTH = 1080

/** Pictures through sharp; it is loaded when the first picture comes. */
export function openImage(): Image {
  return {
    async forBody(bytes) {
      const picture = (await open(bytes)).rotate().resize({ width: BODY_WIDTH, withoutEnlargement: true })
      const flat = picture.flatten({ background: '#ffffff' })
      for (const quality of [86, 76, 62, 45]) {
        const out = await readable(flat.clone().jpeg({ quality, mozjpeg: true }).toBuffer())
        if (out.byteLength < MOST_BYTES) return jpg('picture.jpg', out)
      }
      throw new Fault('image/too-large', '这张图片压缩后仍超过 1 MB，请换一张。')
    },
    async cover(bytes, { width, height }, focus) {
      const upright = await readable(
        (await open(bytes)).rotate().flatten({ background: '#ffffff' }).toBuffer(),
      )
      const size = await sizeOf(upright)
      const box = cutBox(size, width / height, focus)
      const cut = (await open(upright)).extract(box).resize(width, height)
      return jpg(`cover-${width}.jpg`, await readable(cut.jpeg({ quality: 88, mozjpeg: true }).toBuffer()))
    },
    async plainCover(colour) {
      const svg = Buffer.from(plainCoverSvg(colour))
      const out = await readable((await open(svg)).png().toBuffer())
      return { name: 'cover.png', type: 'image/png', bytes: out }
    },
    size: async (bytes) => sizeOf(bytes),
  }
}

async function open(bytes: Uint8Array) {
  const { default: sharp } = await import('sharp')
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
}

async function sizeOf(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const { width, height, orientation } = await readable((await open(bytes)).metadata())
  const turned = (orientation ?? 1) >= 5
  return turned ? { width: height, height: width } : { width, height }
}

async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw new Fault('image/unreadable', '这张图片打不开，可能已损坏或太大，请换一张 jpg 或 png 图片。', {
      cause,
    })
  }
}

function jpg(name: string, bytes: Uint8Array): PressFile {
  return { name, type: 'image/jpeg', bytes }
}

/** Hills under a pale sun: no letters, so that no font is needed. */
function plainCoverSvg(colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="383" viewBox="0 0 900 383">
<rect width="900" height="383" fill="${colour}"/><circle cx="690" cy="130" r="64" fill="#ffffff" opacity="0.16"/>
<path d="M0 300 Q 160 190 330 262 T 640 236 T 900 268 V383 H0Z" fill="#ffffff" opacity="0.10"/>
<path d="M0 340 Q 220 250 430 312 T 900 300 V383 H0Z" fill="#ffffff" opacity="0.14"/>
<path d="M0 366 Q 260 318 520 352 T 900 342 V383 H0Z" fill="#ffffff" opacity="0.20"/></svg>`
}
