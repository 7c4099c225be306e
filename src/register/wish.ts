import type { Value } from './field.ts'
import type { RegisterName } from './kinds.ts'

/** What a chat line wants changed in a register. */
export interface Wish {
  register: RegisterName
  name: string
  kind: 'changed' | 'left'
  /** The field that changes; its value is the day told unless `value` is given. */
  key?: string
  value?: Value
  said: string
}

const PATTERNS: (Omit<Wish, 'name'> & { words: RegExp })[] = [
  { register: 'stages', kind: 'changed', key: 'full', said: '转正', words: /(?:按期)?转正|转为正式党员/ },
  {
    ...{ register: 'stages', kind: 'changed', key: 'probationary', said: '接收为预备党员' },
    words: /(?:被?(?:接收|吸收|发展)为|成为)(?:中共)?预备党员/,
  },
  {
    ...{ register: 'stages', kind: 'changed', key: 'candidate', said: '确定为发展对象' },
    words: /(?:被?(?:确定|列)为|成为)发展对象/,
  },
  {
    ...{ register: 'stages', kind: 'changed', key: 'active', said: '确定为积极分子' },
    words: /(?:被?(?:确定|列|推荐)为|成为)(?:入党)?积极分子/,
  },
  {
    ...{ register: 'members', kind: 'left', said: '转出组织关系' },
    words: /(?:党员)?(?:组织)?关系(?:已)?转出|转出(?:党员)?组织关系/,
  },
  { register: 'members', kind: 'left', said: '去世', words: /(?:因病)?(?:去世|逝世|病故)/ },
  {
    ...{ register: 'members', kind: 'changed', key: 'flowing', value: true, said: '成为流动党员' },
    words: /(?:外出务工，?)?(?:转为|成为|登记为)流动党员/,
  },
]

/** Words that say it has not happened, or ask about it. */
const NOT_YET =
  /[？?吗呢]|什么时候|几时|材料|讨论|拟|准备|打算|谈话|公示|会议|大会|是否|能不能|没有|不能|还没|未|延期|申请转正/
/** What may stand beside name, day and words; with more than that it is another kind of message. */
const MOST_REST = 8

/**
 * Finds the change in a line such as `张三 6月1日转正`; undefined when it is none, or not surely one. `names` of the
 * registers are asked for only when the words fit: most lines are about something else.
 */
export function findWish(text: string, names: () => Set<string>): Wish | undefined {
  if (text.length > 60 || NOT_YET.test(text)) return undefined
  const pattern = PATTERNS.find(({ words }) => words.test(text))
  if (!pattern) return undefined
  const named = [...names()].filter((name) => name.length > 1 && text.includes(name))
  const name = named.sort((a, b) => b.length - a.length)[0]
  if (!name || named.some((other) => !name.includes(other))) return undefined
  const rest = text
    .replace(pattern.words, '')
    .replace(name, '')
    .replace(/(?:\d{4}年)?\d{1,2}(?:月|[.\-/])\d{1,2}[日号]?|今天|昨天|前天/, '')
    .replace(/[\u4e00-\u9fff]{1,6}(?:村|社区)(?:党?支部)?|更新|名册|同志|党员|预备|已经|已|了|于|在/g, '')
    .replace(/[\s，,。.！!：:、]/g, '')
  if (rest.length > MOST_REST) return undefined
  const { words: _, ...wish } = pattern
  return { ...wish, name }
}
