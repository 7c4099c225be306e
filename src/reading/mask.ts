/** What must not leave the house: ID numbers, bank cards, telephone numbers. Longest first. */
const PRIVATE: [RegExp, string][] = [
  [/(?<![\d０-９])[\d０-９]{17}[\dXx０-９]/g, '证件'],
  [/(?<![\d０-９])[\d０-９]{16,19}(?![\d０-９])/g, '卡号'],
  [/(?<![\d０-９])(?:\+?86[- ]?)?[1１][3-9３-９](?:[- ]?[\d０-９]){9}(?![\d０-９])/g, '手机'],
  [/(?<![\d０-９])0\d{2,3}[- ]\d{7,8}(?!\d)/g, '电话'],
]

/** The text with private numbers replaced by names such as 〔手机1〕, and the way back. */
export function mask(text: string): { text: string; restore(text: string): string } {
  const kept = new Map<string, string>()
  let out = text
  for (const [pattern, word] of PRIVATE) {
    out = out.replace(pattern, (found) => {
      const name = `〔${word}${kept.size + 1}〕`
      kept.set(name, found)
      return name
    })
  }
  return {
    text: out,
    restore: (masked) => masked.replace(/〔[一-龥]{2}\d+〕/g, (name) => kept.get(name) ?? name),
  }
}
