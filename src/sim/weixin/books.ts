import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What the stand-in remembers: one JSON file, so that a restart keeps account, drafts and publications. */
const pageSchema = z.object({
  title: z.string(),
  author: z.string(),
  digest: z.string(),
  content: z.string(),
  content_source_url: z.string(),
  thumb_media_id: z.string(),
  need_open_comment: z.number(),
  only_fans_can_comment: z.number(),
  /** Which part of the cover stands in lists, `X1_Y1_X2_Y2`; empty: the middle. */
  pic_crop_1_1: z.string().default(''),
})
export type Page = z.infer<typeof pageSchema>

const pictureSchema = z.object({ type: z.string(), file: z.string(), permanent: z.boolean() })

const publicationSchema = z.object({
  publishId: z.string(),
  articleId: z.string(),
  mediaId: z.string(),
  page: pageSchema,
  /** publish_status of the platform: 0 published, 1 under way, 2..6 as freepublish/get tells them. */
  status: z.number(),
  polls: z.number(),
  /** Seconds since 1970. */
  submitted: z.number(),
  published: z.number().exactOptional(),
})
export type SimPublication = z.infer<typeof publicationSchema>

const tokenSchema = z.object({ value: z.string(), until: z.number() })

const stateSchema = z.object({
  serial: z.number(),
  tokens: z.array(tokenSchema),
  /** Of GET /cgi-bin/token: a family of its own. */
  plainTokens: z.array(tokenSchema).default([]),
  forced: z.object({ day: z.string(), times: z.number(), last: z.number() }),
  quota: z.object({ day: z.string(), used: z.record(z.string(), z.number()) }),
  /** clear_quota, how often in which month. */
  cleared: z.object({ month: z.string(), times: z.number() }).default({ month: '', times: 0 }),
  pictures: z.record(z.string(), pictureSchema),
  drafts: z.array(z.object({ mediaId: z.string(), page: pageSchema, updated: z.number() })),
  publications: z.array(publicationSchema),
})
export type BooksState = z.infer<typeof stateSchema>

export interface Books {
  state: BooksState
  /** The next id of a kind: never used twice, also after a restart. */
  next(kind: string): string
  save(): void
  keepPicture(id: string, bytes: Uint8Array, type: string, permanent: boolean): void
  picture(id: string): { bytes: Uint8Array; type: string } | undefined
}

const EMPTY: BooksState = {
  serial: 0,
  tokens: [],
  plainTokens: [],
  cleared: { month: '', times: 0 },
  forced: { day: '', times: 0, last: 0 },
  quota: { day: '', used: {} },
  pictures: {},
  drafts: [],
  publications: [],
}

/** Without a folder everything is forgotten at the end. */
export function openBooks(folder?: string): Books {
  const file = folder && join(folder, 'weixin.json')
  if (folder) mkdirSync(join(folder, 'pictures'), { recursive: true })
  const state = file ? (stateOf(file) ?? structuredClone(EMPTY)) : structuredClone(EMPTY)
  const memory = new Map<string, Uint8Array>()

  function save(): void {
    if (!file) return
    writeFileSync(`${file}.new`, JSON.stringify(state, null, 1))
    renameSync(`${file}.new`, file)
  }

  return {
    state,
    save,
    next(kind) {
      state.serial += 1
      return `${kind}_${String(state.serial).padStart(6, '0')}`
    },
    keepPicture(id, bytes, type, permanent) {
      const name = `${id}.${type === 'image/png' ? 'png' : type === 'image/gif' ? 'gif' : 'jpg'}`
      if (folder) writeFileSync(join(folder, 'pictures', name), bytes)
      else memory.set(name, bytes)
      state.pictures[id] = { type, file: name, permanent }
    },
    picture(id) {
      const known = state.pictures[id]
      if (!known) return undefined
      const bytes = folder ? readFileSync(join(folder, 'pictures', known.file)) : memory.get(known.file)
      return bytes && { bytes, type: known.type }
    },
  }
}

function stateOf(file: string): BooksState | undefined {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined
    throw thrown
  }
}
