import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

/** The bytes of a scene's picture: the file beside the scene, or else a photo-like one made from its name. */
export async function scenePicture(folder: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, name))
  } catch {
    // No such file: most scenes only name their photos.
    return madePicture(name)
  }
}

/** Soft patches of colour, the same for the same name, different enough between names for a perceptual hash. */
export async function madePicture(name: string, width = 1200, height = 900): Promise<Uint8Array> {
  const seed = createHash('sha256').update(name).digest()
  const patches = Buffer.concat(
    Array.from({ length: 6 }, (_, index) => createHash('sha256').update(seed).update(String(index)).digest()),
  )
  return sharp(patches.subarray(0, 8 * 6 * 3), { raw: { width: 8, height: 6, channels: 3 } })
    .resize(width, height, { kernel: 'cubic' })
    .jpeg({ quality: 80 })
    .toBuffer()
}
