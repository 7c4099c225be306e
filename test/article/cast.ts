import { readdirSync, readFileSync } from 'node:fs'
import type { Article } from '../../src/article/article.ts'
import { openArticles } from '../../src/article/articles.ts'
import type { Links } from '../../src/article/links.ts'
import type { Press } from '../../src/article/press.ts'
import type { SourceRow } from '../../src/article/source.ts'
import type { Entry, RowFields } from '../../src/ledger/entry.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { EMPTY } from '../../src/ledger/row.ts'
import { openImage } from '../../src/outside/image.ts'
import type { Model } from '../../src/reading/model.ts'
import type { Shelf } from '../../src/shelf.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { readTown, type Town } from '../../src/town.ts'

/** 青石镇, the cast of the house (design.md). */
export const town: Town = readTown(readFileSync('test/town.yaml', 'utf8'), { FEEDS: 'http://127.0.0.1' })

export const templates = Object.fromEntries(
  readdirSync('prompts/article')
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name.slice(0, -3), readFileSync(`prompts/article/${name}`, 'utf8')]),
)

/** A row that says only what is given. */
export const bareRow = (number: string, known: Partial<SourceRow> = {}): SourceRow => ({
  ...EMPTY,
  number,
  words: [],
  ...known,
})

export const noon = '2025-03-06T12:00:00.000+08:00'

/** Zhangwan's volunteers and Hongliugou's, with what was said in the group. */
const facts: { fields: Partial<RowFields>; by: string; words: string }[] = [
  {
    fields: {
      village: '张湾村',
      organizer: '张湾村党支部',
      date: '2025-03-05',
      category: 'volunteer',
      topic: '学雷锋志愿服务',
      location: '村文化广场',
      participants: 12,
      quantities: [{ value: 3, unit: '车', what: '清理垃圾' }],
    },
    by: '王芳',
    words: '上报 张湾村党支部3月5日在村文化广场开展学雷锋志愿服务，12人参加，清理垃圾3车',
  },
  {
    fields: {
      village: '红柳沟村',
      organizer: '红柳沟村党支部',
      date: '2025-03-04',
      category: 'volunteer',
      topic: '环境整治志愿服务',
      participants: 15,
      quantities: [{ value: 200, unit: '份', what: '发放宣传单' }],
    },
    by: '马强',
    words: '3月4日红柳沟村党支部搞了环境整治志愿服务，15名党员，发宣传单200份',
  },
]

export async function office(
  options: {
    press?: Press
    articles?: Shelf<Article>
    entries?: Shelf<Entry>
    pictures?: Map<string, Uint8Array>
    model?: Model
    links?: Links
  } = {},
) {
  const ledger = await openLedger(options.entries ?? memoryShelf<Entry>())
  const said = new Map<string, string>()
  for (const [index, { fields, by, words }] of facts.entries()) {
    const message = `2025-03-05/m${index + 1}`
    said.set(message, words)
    if (!ledger.find(`2025-000${index + 1}`)) {
      await ledger.file({ fields, by, source: { messages: [message] }, at: '2025-03-05T15:20:00.000+08:00' })
    }
  }
  const pictures = options.pictures ?? new Map<string, Uint8Array>()
  const articles = await openArticles({
    town,
    articles: options.articles ?? memoryShelf<Article>(),
    ledger,
    templates,
    words: async (id) => said.get(id),
    blobs: { read: async (hash) => pictures.get(hash) },
    image: openImage(),
    ...(options.press ? { press: options.press } : {}),
    ...(options.model ? { model: options.model } : {}),
    ...(options.links ? { links: options.links } : {}),
  })
  return { ledger, articles, said, pictures }
}

export async function signedArticle(articles: Awaited<ReturnType<typeof office>>['articles'], id: string) {
  await articles.sign(id, { step: 'first', by: '李强', at: noon })
  await articles.sign(id, { step: 'second', by: '周敏', at: noon })
  return articles.sign(id, { step: 'final', by: '赵主任', at: noon })
}
