import type { Person } from '../town.ts'

/** 职务 that go with a name. The longest first: 副书记 is no 书记. */
const POST =
  '第一书记|副书记|书记|副支书|支书|副镇长|镇长|副乡长|乡长|副主席|主席|副主任|主任|宣传委员|组织委员|统战委员|纪检委员|委员|副部长|部长|副站长|站长|副所长|所长|副院长|院长|副校长|校长|副局长|局长|联络员'
const BEFORE = new RegExp(`(${POST})[：: ]?$`)
const AFTER = new RegExp(`^(${POST})`)

/** The post that a text gives to the name that stands there, with the words around. */
export function postAt(text: string, [start, end]: [number, number]): string | undefined {
  return BEFORE.exec(text.slice(Math.max(0, start - 6), start))?.[1] ?? AFTER.exec(text.slice(end))?.[1]
}

/** All posts that a text gives to a name. */
export function postsOf(name: string, text: string): string[] {
  const found: string[] = []
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const post = postAt(text, [at, at + name.length])
    if (post) found.push(post)
  }
  return found
}

/** What the town's list calls a person; empty: the list says nothing of it. */
export function listedPosts({ post, roles }: Pick<Person, 'post' | 'roles'>): string[] {
  const written = post ? [...post.matchAll(new RegExp(POST, 'g'))].map((one) => one[0]) : []
  if (written.length > 0) return written
  return [
    ...(roles.includes('leader') ? ['书记'] : []),
    ...(roles.includes('secretary') ? ['书记', '支书'] : []),
    ...(roles.includes('liaison') ? ['联络员'] : []),
  ]
}
