import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { Fault } from '../fault.ts'

/** A form without pictures; the demo pane and the article's pictures may bring more. */
const FORM_BYTES = 1024 * 1024
const PICTURE_BYTES = 10 * 1024 * 1024

const PAGE = {
  defaultSrc: ["'none'"],
  imgSrc: ["'self'", 'data:'],
  styleSrc: ["'self'"],
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  frameSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}
/** An article as the public account shows it, a drawn chart: their own inline styles, no script, only in our frame. */
const PREVIEW = {
  sandbox: ['allow-same-origin'],
  defaultSrc: ["'none'"],
  imgSrc: ["'self'"],
  styleSrc: ["'unsafe-inline'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'self'"],
}

/** Nothing inline runs, nothing foreign loads, nobody frames us; an article's preview is framed by our own page only. */
export function headers(isPreview: (path: string) => boolean): MiddlewareHandler {
  const shared = {
    referrerPolicy: 'same-origin',
    // The desk is often served over plain HTTP inside an office; whoever puts TLS before it sets this there.
    strictTransportSecurity: false,
  }
  const page = secureHeaders({ ...shared, contentSecurityPolicy: PAGE, xFrameOptions: 'DENY' })
  const preview = secureHeaders({ ...shared, contentSecurityPolicy: PREVIEW, xFrameOptions: 'SAMEORIGIN' })
  return (c, next) => (isPreview(c.req.path) ? preview : page)(c, next)
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A change must come from our own pages. hono's csrf() lets a JSON POST of another origin through, so the Origin
 * (or, where a browser leaves it out, Sec-Fetch-Site) is asked of every method that changes something.
 */
export const sameOrigin: MiddlewareHandler = async (c, next) => {
  if (!SAFE.has(c.req.method) && !comesFromUs(c)) {
    throw new Fault(
      'desk/foreign-origin',
      '这个操作不是从本审核台的页面发出的，已拦下。请回到审核台重新操作。',
    )
  }
  await next()
}

function comesFromUs(c: Context): boolean {
  const origin = c.req.header('origin')
  if (origin === undefined) return c.req.header('sec-fetch-site') === 'same-origin'
  if (!URL.canParse(origin)) return false
  return new URL(origin).host === (c.req.header('host') ?? new URL(c.req.url).host)
}

export function limitBody(pictures: (path: string) => boolean): MiddlewareHandler {
  const refuse = (most: string) => () => {
    throw new Fault('desk/too-large', `提交的内容太大（最多 ${most}），没有保存。请减小后再试。`)
  }
  const small = bodyLimit({ maxSize: FORM_BYTES, onError: refuse('1 MB') })
  const large = bodyLimit({ maxSize: PICTURE_BYTES + FORM_BYTES, onError: refuse('10 MB 的图片') })
  return (c, next) => (pictures(c.req.path) ? large : small)(c, next)
}
