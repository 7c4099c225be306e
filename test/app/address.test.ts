import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { speaker } from '../../src/app/address.ts'
import type { Chat } from '../../src/chat/chat.ts'
import { readTown } from '../../src/town.ts'

const town = readTown(readFileSync('test/town.yaml', 'utf8'), { FEEDS: 'http://127.0.0.1' })
const said: unknown[] = []
const chat: Chat = {
  start: async () => undefined,
  stop: async () => undefined,
  say: async (...words) => void said.push(words),
  state: () => ({ online: true, say: '' }),
}
const bytes = new Uint8Array([1, 2, 3])
const blobs = { keep: async () => 'h', read: async (hash: string) => (hash === 'h' ? bytes : undefined) }

test('a picture leaves with its bytes; one whose bytes are gone is refused before anything is said', async () => {
  const say = speaker({ town, chat, blobs })
  await say({ group: '宣传工作群' }, '今日简报', { name: '简报.png', hash: 'h' })
  await say({ person: '王芳' }, '你好')
  expect(said).toEqual([
    [{ topic: expect.stringContaining('宣传工作群') }, '今日简报', { name: '简报.png', bytes }],
    [{ contact: expect.arrayContaining(['王芳']) }, '你好'],
  ])
  const gone = say({ group: '宣传工作群' }, '今日简报', { name: '简报.png', hash: 'x' })
  await expect(gone).rejects.toMatchObject({ code: 'chat/no-picture' })
  await expect(say({ group: '没有的群' }, '')).rejects.toMatchObject({ code: 'chat/no-target' })
  expect(said.length).toBe(2)
})
