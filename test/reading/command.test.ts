import { Readable, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { readCommand } from '../../bots/read.ts'

function sink() {
  const parts: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      parts.push(String(chunk))
      done()
    },
  })
  return { stream, text: () => parts.join('') }
}

async function run(lines: string[], more: { explain?: boolean } = {}) {
  const output = sink()
  const errors = sink()
  const input = Readable.from(lines.map((l) => `${l}\n`))
  const bad = await readCommand({ input, output: output.stream, errors: errors.stream, ...more })
  return { bad, out: output.text(), err: errors.text() }
}

test('one line out for each line in, in order', async () => {
  const { out, bad } = await run(['{"id":"a","text":"6月5日新渠村植树20人"}', '', '{"id":2,"text":"收到"}'])
  const answers = out
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l))
  expect(bad).toBe(0)
  expect(answers).toMatchObject([
    { id: 'a', intent: 'report', date: '--06-05', participants: 20, category: 'volunteer' },
    { id: '2', intent: 'chatter', date: null, participants: null },
  ])
})

test('a bad line is named and does not stop the rest', async () => {
  const { out, err, bad } = await run([
    '{"id":"a"',
    '{"id":"b"}',
    '{"id":"c","text":"收到","sent_at":"昨天"}',
    '{"id":"d","text":"收到"}',
  ])
  expect(bad).toBe(3)
  expect(err).toMatch(/第 1 行：不是一个完整的 JSON/)
  expect(err).toMatch(/第 2 行：“text”要有/)
  expect(err).toMatch(/第 3 行：“sent_at”要写成/)
  expect(out.trim().split('\n')).toHaveLength(1)
})

test('--explain shows the words and the reason', async () => {
  const { out } = await run(['{"id":"a","text":"6月5日新渠村学习103页"}'], { explain: true })
  expect(out).toContain('【6月5日】')
  expect(out).toContain('103页：页数，不是人数')
})
