import type { IncomingMessage } from 'node:http'

/** All the bytes of a call. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** A field of a call, wherever it came: in the address or in the JSON. */
export function fieldsOf(url: URL, json: unknown): (name: string) => unknown {
  const given = typeof json === 'object' && json !== null ? Object.entries(json) : [...url.searchParams]
  return (name) => given.find(([key]) => key === name)?.[1]
}

/** `\uXXXX` in the body is shown to the reader as it stands: JSON must be sent as raw UTF-8. */
export function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/\\u([0-9a-fA-F]{4})/g, '\\\\u$1'))
  } catch {
    return undefined
  }
}

/** The file `media` of a multipart body; undefined: there is none. */
export async function fileOf(request: IncomingMessage, bytes: Buffer) {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return undefined
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const media = form.get('media')
  if (media === null || typeof media === 'string') return undefined
  return { name: media.name, bytes: new Uint8Array(await media.arrayBuffer()) }
}
