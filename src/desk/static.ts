import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'

const KINDS = {
  'desk.css': 'text/css; charset=utf-8',
  'desk.js': 'text/javascript; charset=utf-8',
  'mark.svg': 'image/svg+xml',
} as const

type Name = keyof typeof KINDS

const files = new Map<string, { bytes: string; kind: string; version: string }>()
for (const [name, kind] of Object.entries(KINDS)) {
  const bytes = readFileSync(new URL(`./static/${name}`, import.meta.url), 'utf8')
  files.set(name, { bytes, kind, version: createHash('sha256').update(bytes).digest('hex').slice(0, 10) })
}

/** The address of one of our own files; it changes with the content, so browsers may keep it for ever. */
export function asset(name: Name): string {
  return `/static/${name}?v=${files.get(name)?.version ?? ''}`
}

export function staticFiles(): Hono {
  return new Hono().get('/:name', (c) => {
    const file = files.get(c.req.param('name'))
    if (!file) return c.notFound()
    return c.body(file.bytes, 200, {
      'Content-Type': file.kind,
      'Cache-Control': 'public, max-age=31536000, immutable',
    })
  })
}
