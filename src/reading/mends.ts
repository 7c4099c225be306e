/**
 * A whole report may hold the words of a correction: 撤销了1名党员处分, 把写错的标语改过来. What the activity did to something
 * else is blanked before the words that mend a report are looked for.
 */
const DONE_TO_SOMETHING = new RegExp(
  [
    '(?:撤销|删除|删掉|取消|更正|纠正|修正|改正)了?(?!那|这|上|刚|前面|一下|[:，。 \\d]|$)[^，。；！]{2,}',
    '(?:写|打|填|算|说|搞|弄|选|记|报)错的(?=[一-龥\\d])',
    '“[^”\\n]{2,20}”改(?:成|为)',
    '(?:没|未)(?:写|打|填|算|说|报|答)错',
    '(?:讲到|说到|提到|谈到|通报)[^，。]{0,12}(?:写|报|填|弄|搞|做)错了?',
  ].join('|'),
  'g',
)

export function withoutDeeds(words: string): string {
  return words.replace(DONE_TO_SOMETHING, (deed) => ' '.repeat(deed.length))
}

/** 张湾村的2025-0001…, 昨天报的那个作废: a part that speaks of another report than the one told before it. */
const ANOTHER =
  /[，。；！\n ](?=[^，。；！\n]{0,14}(?:20\d{2}-\d{4}|(?:昨天|前天|上次|之前|前面|早上|上午|前几天)报的))/

/** Where a part about another report begins; -1 where there is none. */
export function anotherFrom(text: string): number {
  return ANOTHER.exec(text)?.index ?? -1
}
