import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { playScene } from '../bots/play.ts'

const folder = join(import.meta.dirname, 'scenes')
const scenes = readdirSync(folder).filter((name) => name.endsWith('.txt'))

describe('scenes', () => {
  test('there are at least twelve', () => expect(scenes.length).toBeGreaterThanOrEqual(12))

  test.each(scenes)('%s', async (name) => {
    const { failures, transcript } = await playScene(
      join(folder, name),
      join(import.meta.dirname, 'town.yaml'),
    )
    // A failing scene is shown whole, with the difference where it arose.
    if (failures.length > 0) expect.fail(`${failures.length} 处不符：\n${transcript.join('\n')}`)
  })
})
