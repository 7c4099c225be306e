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

/** A plain village scene drawn from the name: the same for the same name, different enough between names for a print. */
export async function madePicture(name: string, width = 1200, height = 900): Promise<Uint8Array> {
  const seed = createHash('sha256').update(name).digest()
  const part = (index: number) => (seed[index % seed.length] ?? 0) / 255
  const hill = (at: number, base: number, steep: number) =>
    `M0 900 ${Array.from({ length: 7 }, (_, n) => `L${n * 200} ${base - part(at + n) * steep}`).join(' ')} L1200 900 Z`
  const people = Array.from({ length: 6 + Math.round(part(20) * 8) }, (_, n) =>
    person(90 + n * 82 + part(n) * 40, part(n + 9)),
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="hsl(205 ${30 + part(1) * 30}% ${62 + part(2) * 18}%)"/><stop offset="1" stop-color="#f4ead8"/>
    </linearGradient></defs>
    <rect width="1200" height="900" fill="url(#sky)"/>
    <circle cx="${120 + part(3) * 960}" cy="${90 + part(4) * 160}" r="46" fill="#fbe9b7"/>
    <path d="${hill(5, 520, 300)}" fill="hsl(${100 + part(12) * 50} 18% ${42 + part(13) * 14}%)"/>
    <path d="${hill(14, 660, 200)}" fill="hsl(${60 + part(22) * 50} 30% ${36 + part(23) * 14}%)"/>
    <rect x="${60 + part(24) * 700}" y="500" width="320" height="150" fill="#e8dccb"/>
    <rect x="${40 + part(24) * 700}" y="470" width="360" height="36" fill="#7c3b2e"/>
    <rect y="720" width="1200" height="180" fill="hsl(38 ${20 + part(25) * 25}% ${44 + part(26) * 14}%)"/>
    ${people.join('')}
  </svg>`
  return sharp(Buffer.from(svg)).resize(width, height).jpeg({ quality: 82 }).toBuffer()
}

function person(x: number, tone: number): string {
  const coat = `hsl(${Math.round(tone * 360)} 35% 38%)`
  return `<circle cx="${x}" cy="690" r="17" fill="#d9b596"/><rect x="${x - 22}" y="708" width="44" height="96" rx="16" fill="${coat}"/>`
}
