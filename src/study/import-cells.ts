/** `15:00`, `下午3点半`, `15:00-17:00`, Excel's part of a day `0.625` -> `15:00`; undefined without a time of day. */
export function clockIn(words: string): string | undefined {
  const part = /^0?\.\d+$/.test(words) ? Number(words) : undefined
  if (part !== undefined) return clock(Math.floor(part * 24 + 1e-6), Math.round((part * 1440) % 60) % 60)
  const half = /(上午|早上|中午|下午|晚上?)/.exec(words)?.[1] ?? ''
  const [, hour = '', minute, rest = ''] = /(?<!\d)(\d{1,2})(?::|点|时)(\d{1,2})?(半)?/.exec(words) ?? []
  if (hour === '') return undefined
  const late = half === '下午' || half.startsWith('晚') || (half === '中午' && Number(hour) < 11)
  return clock(Number(hour) + (late && Number(hour) < 12 ? 12 : 0), rest === '半' ? 30 : Number(minute ?? 0))
}

function clock(hour: number, minute: number): string | undefined {
  if (hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
