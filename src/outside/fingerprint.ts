import type { PictureEye } from '../intake/pictures.ts'

const THUMBNAIL = 320
const MOST_PIXELS = 60_000_000

/** Prints and thumbnails through sharp, which is loaded when the first picture comes. What is no picture has neither. */
export function openPictureEye(): PictureEye {
  return {
    async look(bytes) {
      const { default: sharp } = await import('sharp')
      const open = () =>
        sharp(bytes, { limitInputPixels: MOST_PIXELS }).rotate().flatten({ background: '#ffffff' })
      try {
        const grey = await open().greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer()
        const size = { width: THUMBNAIL, height: THUMBNAIL, fit: 'inside', withoutEnlargement: true } as const
        const thumbnail = await open().resize(size).jpeg({ quality: 72 }).toBuffer()
        return { print: differences(grey), thumbnail }
      } catch {
        // Bytes that sharp cannot read are kept as they came; they have no print, and nothing else follows from that.
        return undefined
      }
    },
  }
}

/** dHash: for each of 8 × 8 points, whether it is darker than its right neighbour, as 16 hexadecimal digits. */
function differences(grey: Uint8Array): string {
  let print = ''
  for (let y = 0; y < 8; y += 1) {
    let row = 0
    for (let x = 0; x < 8; x += 1)
      row = row * 2 + ((grey[y * 9 + x] ?? 0) < (grey[y * 9 + x + 1] ?? 0) ? 1 : 0)
    print += row.toString(16).padStart(2, '0')
  }
  return print
}
