/**
 * A whole report may hold the words of a correction: 撤销了1名党员处分, 把写错的标语改过来. What the activity did to something
 * else is blanked before the words that mend a report are looked for.
 */
const DONE_TO_SOMETHING = new RegExp(
  [
    '(?:撤销|删除|删掉|取消|更正|纠正|修正|改正)了?(?!那|这|上|刚|前面|一下|[:，。 \\d]|$)[^，。；！]{2,}',
    '(?:写|打|填|算|说|搞|弄|选|记|报)错的(?=[一-龥\\d])',
    '(?:没|未)(?:写|打|填|算|说|报|答)错',
    '(?:讲到|说到|提到|谈到|通报)[^，。]{0,12}(?:写|报|填|弄|搞|做)错了?',
  ].join('|'),
  'g',
)

export function withoutDeeds(words: string): string {
  return words.replace(DONE_TO_SOMETHING, (deed) => ' '.repeat(deed.length))
}

/** 张湾村的2025-0001…, 昨天报的那个作废: speaks of another report than the one told in the same message. */
const ANOTHER = /20\d{2}-\d{4}|(?:昨天|前天|上次|之前|前面|早上|上午|前几天)报的/

/** `told`: where the report of the message is complete. What is mended after it is another one's. */
export function mendsAnother(text: string, told: number | undefined): boolean {
  return (
    told !== undefined &&
    /^[^，。；！]{0,6}[，。；！]/.test(text.slice(told)) &&
    ANOTHER.test(text.slice(told))
  )
}
