import { z } from 'zod'
import { Fault } from '../../fault.ts'
import { faultOf } from './errcodes.ts'

/** The wire: one request, one checked answer. Every answer of the platform is HTTP 200, an error is an errcode. */
export interface Wire {
  baseUrl: string
  fetch: typeof fetch
  timeoutMs: number
}

export interface Request {
  path: string
  query?: Record<string, string>
  /** Absent: GET. A form is sent as multipart, anything else as raw UTF-8 JSON. */
  body?: object | FormData
  /** A write that gives no clear answer is unknown, never simply failed. */
  write: boolean
}

const errorSchema = z.object({ errcode: z.number(), errmsg: z.string().default('') })

/** Sends and parses. Throws Faults `press/*`; for a write without a clear answer `press/unknown`. */
export async function call<T>(wire: Wire, request: Request, schema: z.ZodType<T>): Promise<T> {
  const text = await exchange(wire, request)
  const answer = jsonOf(text)
  const error = errorSchema.safeParse(answer)
  if (error.success && error.data.errcode !== 0) {
    throw faultOf(error.data.errcode, error.data.errmsg, request.write)
  }
  const parsed = schema.safeParse(answer)
  if (!parsed.success) throw unclear(request, '公众号的回答看不懂')
  return parsed.data
}

async function exchange(wire: Wire, { path, query, body, write }: Request): Promise<string> {
  const url = new URL(path, wire.baseUrl)
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  try {
    const response = await wire.fetch(url, { ...payload(body), signal: AbortSignal.timeout(wire.timeoutMs) })
    const text = await response.text()
    if (!response.ok) throw unclear({ path, write }, `公众号答复 HTTP ${response.status}`)
    return text
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown
    if (refusedConnection(thrown)) {
      throw new Fault('press/offline', '连不上公众号服务器，请检查网络，稍后再点发布。', { cause: thrown })
    }
    throw unclear({ path, write }, '与公众号的连接中断或超时', thrown)
  }
}

function payload(body: object | FormData | undefined): RequestInit {
  if (body === undefined) return { method: 'GET' }
  if (body instanceof FormData) return { method: 'POST', body }
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Told apart by the schema below: garbage is no answer.
    return undefined
  }
}

/** Nothing reached the other side: the write did not happen. */
function refusedConnection(thrown: unknown): boolean {
  const cause = thrown instanceof Error ? thrown.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN'
}

function unclear({ write }: Pick<Request, 'path' | 'write'>, what: string, cause?: unknown): Fault {
  const say = write ? `${what}，这一步可能已经成功，正在核对。` : `${what}，过一会儿会自动再试。`
  return new Fault(write ? 'press/unknown' : 'press/busy', say, { cause })
}
