import type { Context } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { z } from 'zod'
import { Fault } from '../fault.ts'
import type { DeskEnv, Flash } from './rooms.ts'

const flashSchema = z.object({ tone: z.enum(['done', 'fault']), text: z.string() })

/** Leaves a line for the next page and sends the browser there (POST, redirect, GET). */
export async function leave(c: Context, secret: string, to: string, flash: Flash): Promise<Response> {
  const text = flash.text.slice(0, 300)
  await setSignedCookie(c, 'flash', JSON.stringify({ ...flash, text }), secret, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: 60,
  })
  return c.redirect(to, 303)
}

export async function takeFlash(c: Context, secret: string): Promise<Flash | undefined> {
  const kept = await getSignedCookie(c, secret, 'flash')
  if (!kept) return undefined
  deleteCookie(c, 'flash', { path: '/' })
  const read = flashSchema.safeParse(JSON.parse(kept))
  return read.success ? read.data : undefined
}

/** Does what a button asked for; a Fault comes back as a line on the page the person came from. */
export async function act(
  c: Context<DeskEnv>,
  secret: string,
  { back, work }: { back: string; work: () => Promise<{ said: string; to?: string }> },
): Promise<Response> {
  try {
    const { said, to = back } = await work()
    return await leave(c, secret, to, { tone: 'done', text: said })
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code === 'desk/not-allowed') throw thrown
    return await leave(c, secret, back, { tone: 'fault', text: thrown.say })
  }
}

/** A form's fields through a schema (`all`: a name that comes several times is a list); the first complaint becomes the sentence. Throws Fault `desk/form`. */
export async function readForm<T>(c: Context, schema: z.ZodType<T>, { all = false } = {}): Promise<T> {
  const read = schema.safeParse(await c.req.parseBody({ all }))
  if (read.success) return read.data
  throw new Fault(
    'desk/form',
    `没有保存：${read.error.issues[0]?.message ?? '表单内容不完整'}。请改正后再提交。`,
  )
}

/** A file for the person's own machine; its Chinese name is spelt as RFC 6266 wants it. */
export function download(c: Context, bytes: Uint8Array, kind: string, name: string): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': kind,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'Cache-Control': 'no-store',
  })
}

/** The article that an address names, `/articles/2025-03/0007`. */
export function articleIdOf(c: Context): string {
  return `${c.req.param('month') ?? ''}/${c.req.param('serial') ?? ''}`
}
