import { expect, test } from 'vitest'
import { handClock } from '../../src/sim/clock.ts'
import { openSimGroup } from '../../src/sim/group.ts'
import { parseScene } from '../../src/sim/scene.ts'
import { perform } from '../../src/sim/stage.ts'

const START = '2025-03-05T15:20:00.000+08:00'

/** A stage whose bot answers each text with a picture. */
async function play(scene: string) {
  const clock = handClock(START)
  const group = openSimGroup({ bot: '小助手', people: ['王芳'], groups: ['甲群'], clock, prefix: 'l' })
  group.onLine((line) => {
    if (line.from === '王芳') {
      const picture = { name: '贺卡.png', bytes: new Uint8Array([1]) }
      group.post({ from: '小助手', to: line.to, kind: 'picture', text: '', picture })
    }
    group.done(line.id)
  })
  const stage = { group, clock, tick: async () => undefined, row: () => undefined, folder: '.' }
  return perform(stage, parseScene(scene, '小助手'))
}

test('a picture that the bot shows can be asked for by its name, and stands in the transcript', async () => {
  const played = await play('群 甲群\n王芳：贺卡\n小助手：[图片 …]\n王芳：再来\n小助手：[图片 贺卡.png]')
  expect(played.failures).toEqual([])
  expect(played.transcript).toContain('小助手：[图片 贺卡.png]')
  const wrong = await play('群 甲群\n王芳：贺卡\n小助手：[图片 简报…]')
  expect(wrong.failures[0]).toContain('实说：[图片 贺卡.png]')
})
