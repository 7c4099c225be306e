import type { Call } from './call.ts'
import { errorOf } from './errors.ts'
import { pictureAddress } from './strip.ts'

/** media/uploadimg: JPEG or PNG below 1 MB, for the body of an article. */
export function uploadimg({ books, file }: Call): object {
  if (!file) return errorOf(41005, 'media data missing')
  const type = sniffed(file.bytes)
  if (type !== 'image/jpeg' && type !== 'image/png') return errorOf(40005, 'invalid file type')
  if (file.bytes.byteLength >= 1_048_576) return errorOf(40009, 'invalid image size')
  const id = books.next('img')
  books.keepPicture(id, file.bytes, type, false)
  books.save()
  return { url: pictureAddress(id, type), errcode: 0, errmsg: 'ok' }
}

/** material/add_material: an image up to 10 MB, a thumb up to 64 KB. */
export function addMaterial({ books, file, query }: Call): object {
  const kind = query.get('type')
  if (kind !== 'image' && kind !== 'thumb') return errorOf(40004, 'invalid media type')
  if (!file) return errorOf(41005, 'media data missing')
  const type = sniffed(file.bytes)
  if (kind === 'thumb' && type !== 'image/jpeg') return errorOf(40005, 'invalid file type')
  if (kind === 'thumb' && file.bytes.byteLength > 65_536) return errorOf(45001, 'media size out of limit')
  if (!type) return errorOf(40005, 'invalid file type')
  if (file.bytes.byteLength > 10 * 1_048_576) return errorOf(45001, 'media size out of limit')
  const id = books.next('media')
  books.keepPicture(id, file.bytes, type, true)
  books.save()
  return { media_id: id, url: pictureAddress(id, type), item: [] }
}

/** The type is what the bytes say, whatever the name. */
function sniffed(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  if (head.startsWith('ffd8ff')) return 'image/jpeg'
  if (head === '89504e470d0a1a0a') return 'image/png'
  if (head.startsWith('47494638')) return 'image/gif'
  if (head.startsWith('424d')) return 'image/bmp'
  return undefined
}
