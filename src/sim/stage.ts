import { plusMinutes } from '../clock.ts'
import type { Row } from '../ledger/row.ts'
import type { HandClock } from './clock.ts'
import { type SimGroup, type SimLine, wordsOf } from './group.ts'
import { scenePicture } from './picture.ts'
import { matches, type Step } from './scene.ts'
import { lacks } from './scene-row.ts'
import { passTime } from './time.ts'

/** Where a scene is performed: the simulated group, a clock moved by hand, and the app that listens. */
export interface Stage {
  group: SimGroup
  clock: HandClock
  /** What the app does when the clock has moved. */
  tick(): Promise<void>
  row(number: string): Row | undefined
  /** Stops the bot, or starts it again on the same data. Absent: it cannot be stopped here. */
  power?(on: boolean): Promise<void>
  /** Folder in which a scene's pictures may lie. */
  folder: string
}

export interface Performance {
  /** The scene's lines with the bot's between them; a failed one is followed by what is wrong, marked ✗. */
  transcript: string[]
  failures: string[]
}

/** Steps after which the bot may have something to say. */
const DEEDS = new Set<Step['kind']>(['say', 'recall', 'clock', 'power'])

/** Performs the steps one after another and says which did not hold. */
export async function perform(stage: Stage, steps: Step[]): Promise<Performance> {
  const acting = openActing(stage)
  for (const step of steps) await acting.play(step)
  return acting.result()
}

function openActing(stage: Stage) {
  const { group, clock } = stage
  const transcript: string[] = []
  const failures: string[] = []
  const expected = new Set<string>()
  let here = ''
  let shown = group.lines().length
  /** How many lines had been said before the last thing that a person or the clock did. */
  let before = shown

  function fail(step: Step, say: string): void {
    failures.push(`第 ${step.line} 行：${say}`)
    transcript.push(`  ✗ 第 ${step.line} 行：${say}`)
  }

  /** Writes the bot's lines since the last look into the transcript. */
  function note(): void {
    for (const line of group.lines().slice(shown)) if (line.from === group.bot) transcript.push(spoken(line))
    shown = group.lines().length
  }

  function spoken(line: SimLine): string {
    const text = wordsOf(line).replaceAll('\n', '\n    ')
    if ('person' in line.to) return `${group.bot} 私聊 ${line.to.person}：${text}`
    return line.to.group === here ? `${group.bot}：${text}` : `${group.bot}（${line.to.group}）：${text}`
  }

  const isHere = (line: SimLine) => 'group' in line.to && line.to.group === here
  const unexpected = () => group.lines().filter((line) => line.from === group.bot && !expected.has(line.id))

  function find(step: Step, pattern: string, from?: string): SimLine | undefined {
    const found = group
      .lines()
      .findLast(
        (line) =>
          line.kind === 'text' && matches(pattern, line.text) && (from === undefined || line.from === from),
      )
    if (!found) fail(step, `前面没有这样一句话：「${pattern}」`)
    return found
  }

  async function post(line: Omit<SimLine, 'id' | 'at'>): Promise<void> {
    group.post(line)
    await group.quiet()
  }

  async function say(step: Step & { kind: 'say' }): Promise<void> {
    const to = step.private ? { person: group.bot } : { group: here }
    const quoted = step.quotes === undefined ? undefined : find(step, step.quotes)
    const quote = quoted ? { quote: { from: quoted.from, text: quoted.text } } : {}
    if (step.text !== '') await post({ from: step.person, to, kind: 'text', text: step.text, ...quote })
    for (const name of step.pictures) {
      const picture = { name, bytes: await scenePicture(stage.folder, name) }
      await post({ from: step.person, to, kind: 'picture', text: '', picture })
    }
  }

  async function recall(step: Step & { kind: 'recall' }): Promise<void> {
    const line = find(step, step.said, step.person)
    if (line) await post({ from: step.person, to: line.to, kind: 'recall', text: '', recalls: line.id })
  }

  /**
   * The next line said here must read so. Lines said elsewhere, or here before the last thing that happened, may go
   * without mention.
   */
  function expectLine(step: Step & { kind: 'expect' }): void {
    const fresh = new Set(group.lines().slice(before))
    const lines = unexpected()
    const nextHere = lines.find(
      (line) => isHere(line) && (fresh.has(line) || matches(step.text, wordsOf(line))),
    )
    const found =
      nextHere && matches(step.text, wordsOf(nextHere))
        ? nextHere
        : lines.find((line) => !isHere(line) && matches(step.text, wordsOf(line)))
    if (found) expected.add(found.id)
    else fail(step, `应说：${step.text}\n    实说：${nextHere ? wordsOf(nextHere) : '（什么也没说）'}`)
  }

  /** Nothing was said here since the last thing that a person or the clock did. */
  function expectSilence(step: Step): void {
    const fresh = new Set(group.lines().slice(before))
    for (const line of unexpected()) {
      if (isHere(line) && fresh.has(line)) fail(step, `这里不该说话，却说了：${wordsOf(line)}`)
    }
  }

  function expectRow(step: Step & { kind: 'row' }): void {
    const row = stage.row(step.number)
    const missing = row ? lacks(row, step.words) : [`台账里没有 ${step.number}`]
    for (const say of missing) fail(step, say)
  }

  async function power(step: Step & { kind: 'power' }): Promise<void> {
    if (!stage.power) return fail(step, '这里不能停机。')
    await stage.power(step.on)
    await group.quiet()
  }

  async function play(step: Step): Promise<void> {
    if (step.kind !== 'expect' && step.kind !== 'silence') transcript.push(step.source)
    if (DEEDS.has(step.kind)) before = group.lines().length
    if (step.kind === 'group') here = step.group
    if (step.kind === 'group' && step.at) await passTime(stage, step.at)
    if (step.kind === 'clock') await passTime(stage, plusMinutes(clock.now(), step.minutes))
    if (step.kind === 'say') await say(step)
    if (step.kind === 'recall') await recall(step)
    if (step.kind === 'power') await power(step)
    note()
    if (step.kind === 'expect') expectLine(step)
    if (step.kind === 'silence') expectSilence(step)
    if (step.kind === 'row') expectRow(step)
  }

  return { play, result: (): Performance => ({ transcript, failures }) }
}
