import { createHash } from 'node:crypto'
import type { Press, PressDraft } from '../../src/article/press.ts'
import type { Blobs, Message } from '../../src/chat/message.ts'
import type { Instant } from '../../src/clock.ts'
import type { DemoLine, DemoPane } from '../../src/desk/demo.ts'
import type { Feed } from '../../src/digest/feed.ts'
import { Fault } from '../../src/fault.ts'
import type { Shelf } from '../../src/shelf.ts'
import { people, town } from './town.ts'
import { line } from './week.ts'

export function memoryBlobs(): Blobs {
  const kept = new Map<string, Uint8Array>()
  return {
    async keep(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      kept.set(hash, bytes)
      return hash
    },
    read: async (hash) => kept.get(hash),
  }
}

/** A public account that takes everything and publishes at once. */
export function easyPress(): Press {
  const drafts: { mediaId: string; draft: PressDraft; at: string }[] = []
  const found = (id: string) => drafts.find(({ mediaId }) => mediaId === id)
  return {
    pages: 'https://mp.weixin.qq.com',
    uploadImage: async ({ name }) => ({ url: `https://mmbiz.example/${name}` }),
    addMaterial: async ({ name }) => ({ mediaId: `material-${name}`, url: `https://mmbiz.example/${name}` }),
    async addDraft(draft) {
      const mediaId = `media-${drafts.length + 1}`
      drafts.unshift({ mediaId, draft, at: '2025-03-06T09:00:00.000+08:00' })
      return { mediaId }
    },
    async updateDraft(mediaId, draft) {
      const one = found(mediaId)
      if (one) one.draft = draft
    },
    getDraft: async (mediaId) => found(mediaId)?.draft,
    recentDrafts: async () => drafts,
    submit: async (mediaId) => ({ publishId: `publish-${mediaId}` }),
    status: async (publishId) => ({
      state: 'done',
      articleId: publishId,
      url: 'https://mp.weixin.qq.com/s/fixture',
    }),
    recentPublished: async () => [],
  }
}

/** Two sources that answer and one that does not. */
export const feed: Feed = {
  async fetch(source, now) {
    if (source.name === '县融媒体中心') {
      throw new Fault('feed/unreachable', '连不上这个网址，请在浏览器里打开看看，或换一个订阅地址。')
    }
    const day = now.slice(0, 10)
    const titles =
      source.section === '时政要闻'
        ? ['全国春季农业生产工作会议在云岭召开', '省委部署新一年基层党建重点任务']
        : ['把学习成果转化为为民办事的实际成效']
    return {
      charset: 'utf-8',
      title: source.name,
      items: titles.map((title, n) => ({
        id: `${source.name}-${n}-${day}`,
        title: n === 0 ? `${title}（${day.slice(8)}日）` : title,
        link: `https://news.example/${day}/${n}`,
        published: `${day}T06:3${n}:00.000+08:00`,
        summary: '',
      })),
    }
  },
}

/** A pane over the fixture's messages: what is said is kept, the clock only notes where it was put. */
export function demoPane(messages: Shelf<Message>, start: Instant): DemoPane {
  let now = start
  const recalled = new Set<string>()
  const groups = town.groups.map((one) => one.name)
  return {
    people: [
      ...people.map(({ name, roles: [role] }) => ({ name, groups, ...(role ? { role } : {}) })),
      { name: '外人', groups: ['宣传工作群'] },
    ],
    groups,
    async lines(group) {
      const all = (await messages.list()).filter((one) => one.group === group)
      return all.map(
        (one): DemoLine => ({
          id: one.channelId,
          at: one.at,
          from: one.person ?? one.from.name,
          text: one.text,
          ...(one.picture ? { picture: one.picture.hash } : {}),
          ours: one.ours,
          recalled: recalled.has(one.channelId),
        }),
      )
    },
    async say({ group, person, text, picture }) {
      const words = picture ? `${text}[${picture.name} ${picture.bytes.length}]` : text
      await messages.put(line(now.slice(0, 10), now.slice(11, 16), person, words, { group, topic: group }))
    },
    async recall(id) {
      recalled.add(id)
    },
    now: () => now,
    async move(to) {
      now = to
    },
    pressUrl: 'http://127.0.0.1:1/press',
  }
}
