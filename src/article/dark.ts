/**
 * 深色模式: how the platform turns an article's inline colours on a dark phone, after the principles it publishes
 * (wechatjs/mp-darkmode, doc/cn/principle.md): grounds first, then the words on them by their perceived brightness.
 */
const GROUND: Rgb = [25, 25, 25]
/** Perceived brightness: at or above it a colour counts as white. */
const WHITE = 250
/** The brightest ground that is left, the least distance between words and ground, the most on the bare page. */
const [BRIGHT_GROUND, DISTANCE, MOST_DISTANCE] = [190, 65, 138]
/** Lightness in HSL, percent. */
const [GREY, DIM] = [40, 22]

type Rgb = [number, number, number]

/** The same HTML in which every inline colour also says what becomes of it in the dark: `light-dark(#2b2b2b,#a3a3a3)`. */
export function withDarkColours(html: string): string {
  const grounds: Rgb[] = [GROUND]
  return html.replace(
    /<(\/?)(\w+)((?:[^>"]|"[^"]*")*)>/g,
    (tag, close: string, name: string, rest: string) => {
      if (close) {
        if (grounds.length > 1) grounds.pop()
        return tag
      }
      const under = grounds.at(-1) ?? GROUND
      const painted = /background-color:\s*(#[0-9a-f]{6})/i.exec(rest)?.[1]
      const ground = painted ? darkGround(rgbOf(painted)) : under
      if (!/^(img|br|hr)$/i.test(name)) grounds.push(ground)
      return `<${name}${rest.replace(/style="[^"]*"/, (style) => darkStyle(style, ground))}>`
    },
  )
}

function darkStyle(style: string, ground: Rgb): string {
  return style.replace(
    /(background-color|color|border[a-z-]*):([^;"]*?)(#[0-9a-f]{6})/gi,
    (_, property: string, lead: string, hex: string) => {
      const rgb = rgbOf(hex)
      const dark = property.toLowerCase() === 'background-color' ? darkGround(rgb) : darkWords(rgb, ground)
      return `${property}:${lead}light-dark(${hex},${hexOf(dark)})`
    },
  )
}

function darkGround(rgb: Rgb): Rgb {
  const [hue, saturation, lightness] = hslOf(rgb)
  if ((saturation === 0 && lightness > GREY) || brightness(rgb) > WHITE) {
    return rgbFrom(0, 0, Math.min(100, 110 - lightness))
  }
  if (brightness(rgb) > BRIGHT_GROUND) return atBrightness(rgb, BRIGHT_GROUND)
  return lightness < DIM ? rgbFrom(hue, saturation, DIM) : rgb
}

function darkWords(rgb: Rgb, ground: Rgb): Rgb {
  const [behind, own] = [brightness(ground), brightness(rgb)]
  const distance = Math.abs(behind - own)
  if (own >= WHITE) return rgb
  if (distance > MOST_DISTANCE && behind <= brightness(GROUND) + 2) {
    return atBrightness(rgb, MOST_DISTANCE + behind)
  }
  if (distance >= DISTANCE) return rgb
  const [hue, saturation, lightness] = hslOf(rgb)
  const turned = () => darkWords(rgbFrom(hue, saturation, 90 - lightness), ground)
  if (behind >= BRIGHT_GROUND) {
    return lightness > 90 - GREY ? turned() : atBrightness(rgb, Math.min(MOST_DISTANCE, behind - DISTANCE))
  }
  return lightness <= GREY ? turned() : atBrightness(rgb, Math.min(MOST_DISTANCE, behind + DISTANCE))
}

/** As the eye weighs the three (W3C AERT). */
function brightness([r, g, b]: Rgb): number {
  return (r * 299 + g * 587 + b * 114) / 1000
}

function atBrightness(rgb: Rgb, wanted: number): Rgb {
  const ratio = wanted / Math.max(1, brightness(rgb))
  const [r, g, b] = rgb
  return [Math.min(255, r * ratio), Math.min(255, g * ratio), Math.min(255, b * ratio)]
}

function rgbOf(hex: string): Rgb {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  return [part(1), part(3), part(5)]
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((one) => Math.round(one).toString(16).padStart(2, '0')).join('')}`
}

/** Hue in degrees, saturation and lightness in percent. */
function hslOf(rgb: Rgb): [number, number, number] {
  const [r, g, b] = [rgb[0] / 255, rgb[1] / 255, rgb[2] / 255]
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
  const [sum, span] = [most + least, most - least]
  if (span === 0) return [0, 0, sum * 50]
  const hue = most === r ? (g - b) / span : most === g ? (b - r) / span + 2 : (r - g) / span + 4
  return [(hue * 60 + 360) % 360, (span / (1 - Math.abs(sum - 1))) * 100, sum * 50]
}

function rgbFrom(hue: number, saturation: number, lightness: number): Rgb {
  const [s, l] = [saturation / 100, lightness / 100]
  const part = (n: number) => {
    const k = (n + hue / 30) % 12
    return 255 * (l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return [part(0), part(8), part(4)]
}
