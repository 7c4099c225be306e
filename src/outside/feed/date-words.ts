export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Without what stands around a date: brackets, 发布时间：, the day of the week; numerals and months in digits and English. */
export function plainDate(raw: string): string {
  const text = raw
    .slice(0, 200)
    .replace(/<[^<>]*>/g, '')
    .normalize('NFKC')
    .trim()
    .toLowerCase()
  if (!/[\u4e00-\u9fff〇[(]/.test(text)) return text.slice(0, 100)
  return text
    .replace(/^\D{0,8}[::]\s*(?=[\d二])/, '')
    .replace(/^[[(【]|[\])】]$/g, '')
    .replace(/\(?(?:星期|周)[一二三四五六日天]\)?[,，]?/g, ' ')
    .replace(CHINESE_DAY, (_, y: string, m: string, d: string) => `${digits(y)}-${digits(m)}-${digits(d)}`)
    .replace(CHINESE_MONTH, (_, month: string) => ` ${MONTHS[Number(digits(month)) - 1] ?? ''} `)
    .trim()
    .slice(0, 100)
}

const NUMERALS = '〇一二三四五六七八九'
const CHINESE_DAY =
  /([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日?/
/** `05 六月 2026`: a month's name in the server's own language. */
const CHINESE_MONTH = /\s(\d{1,2}|[一二三四五六七八九十]{1,2})月\s/

/** `二〇二六` -> 2026, `二十三` -> 23, `十` -> 10; digits stay. */
function digits(words: string): string {
  const plain = words.replace(/[○零]/g, '〇')
  const ten = /^([一二三]?)十([一二三四五六七八九]?)$/.exec(plain)
  if (ten) return `${numeral(ten[1] || '一')}${numeral(ten[2] || '〇')}`
  return [...plain].map((char) => (NUMERALS.includes(char) ? numeral(char) : char)).join('')
}

function numeral(char: string): number {
  return NUMERALS.indexOf(char)
}
