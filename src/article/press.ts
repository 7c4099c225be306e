/**
 * 发布端: the public account, as this room needs it. Faults:
 * `press/unknown` a write may have happened (time-out, cut reply, garbage, busy): look before sending again ·
 * `press/unauthorized` this account may not do that (48001) · `press/quota` no more today ·
 * `press/refused` anything else, with what to do in the sentence.
 */
export interface Press {
  /** Where the account's articles are read: their addresses begin so. */
  pages: string
  /** A picture for the text; jpg or png below 1 MB. */
  uploadImage(picture: PressFile): Promise<{ url: string }>
  /** A permanent picture (the cover). */
  addMaterial(picture: PressFile): Promise<{ mediaId: string; url: string }>
  addDraft(draft: PressDraft): Promise<{ mediaId: string }>
  updateDraft(mediaId: string, draft: PressDraft): Promise<void>
  /** undefined: it is no longer in the draft box (published, or deleted there). */
  getDraft(mediaId: string): Promise<PressDraft | undefined>
  /** The newest drafts of the box, newest first. */
  recentDrafts(): Promise<{ mediaId: string; draft: PressDraft; at: string }[]>
  /** Accepted is not published: ask `status`. */
  submit(mediaId: string): Promise<{ publishId: string }>
  status(publishId: string): Promise<PressStatus>
  /** What was published lately, newest first. */
  recentPublished(): Promise<{ articleId: string; draft: PressDraft; url: string; at: string }[]>
}

export interface PressFile {
  name: string
  type: 'image/jpeg' | 'image/png'
  bytes: Uint8Array
}

export interface PressDraft {
  title: string
  author: string
  digest: string
  /** HTML with inline styles. */
  content: string
  /** 阅读原文; empty: none. */
  sourceUrl: string
  /** media id of the cover, 2.35 : 1. */
  cover: string
  /** Which part of the cover is the square one, `X1_Y1_X2_Y2` in 0..1; absent: the platform chooses. Not read back. */
  square?: string
}

/** done 已发布 · running 进行中 · refused 未通过 (with the reason) · deleted 发布后被删除 · banned 发布后被平台下架 */
export type PressStatus =
  | { state: 'done'; articleId: string; url: string }
  | { state: 'running' }
  | { state: 'refused'; say: string }
  | { state: 'deleted' }
  | { state: 'banned' }

/** Pictures are an edge: bytes in, bytes out. Throws Fault `image/unreadable`. */
export interface Image {
  /** jpg or png below 1 MB and at most 1,080 px wide, whatever came in. */
  forBody(bytes: Uint8Array): Promise<PressFile>
  /** Cut to the size around the focus (0..1 each). */
  cover(
    bytes: Uint8Array,
    size: { width: number; height: number },
    focus: { x: number; y: number },
  ): Promise<PressFile>
  /** A calm cover in the theme's colour, for an article without pictures. */
  plainCover(colour: string): Promise<PressFile>
  size(bytes: Uint8Array): Promise<{ width: number; height: number }>
}

/** Limits of the platform (公众平台接口文档 draft/add; 字 counted as code points). */
export const LIMITS = {
  title: 32,
  author: 16,
  digest: 120,
  content: 20_000,
  contentBytes: 1_048_576,
  sourceUrlBytes: 1024,
} as const

/** 字 as the platform counts them: code points. */
export function letters(text: string): number {
  return [...text].length
}

/** What the platform would refuse, one sentence each; empty when all is within its limits. */
export function limitsBroken(draft: Omit<PressDraft, 'cover'>): string[] {
  const broken: string[] = []
  const over = (what: string, has: number, most: number) => {
    if (has > most) broken.push(`${what}有 ${has} 字，公众号最多 ${most} 字，请缩短 ${has - most} 字。`)
  }
  if (draft.title.trim() === '') broken.push('还没有标题，请先写标题。')
  over('标题', letters(draft.title), LIMITS.title)
  over('作者', letters(draft.author), LIMITS.author)
  over('摘要', letters(draft.digest), LIMITS.digest)
  const bytes = Buffer.byteLength(draft.content)
  if (letters(draft.content) >= LIMITS.content || bytes >= LIMITS.contentBytes) {
    broken.push(
      `正文连同排版共 ${letters(draft.content)} 字，公众号要求少于 ${LIMITS.content} 字，请删减正文或分成两篇。`,
    )
  }
  if (Buffer.byteLength(draft.sourceUrl) > LIMITS.sourceUrlBytes) {
    broken.push('“阅读原文”的网址太长，请换一个短些的网址。')
  }
  return broken
}
