import { millisOf } from '../../clock.ts'
import type { DemoLine } from '../demo.ts'
import { spokenMoment } from '../wording.ts'

/** One line of the simulated group, with what can be done with it. */
export function Bubble({
  line,
  before,
  group,
  person,
}: {
  line: DemoLine
  before: DemoLine | undefined
  group: string
  person: string
}) {
  const pause = !before || millisOf(line.at) - millisOf(before.at) > 5 * 60_000
  const mine = line.from === person && !line.ours
  return (
    <>
      {pause && <p class="pause">{spokenMoment(line.at)}</p>}
      {line.recalled ? (
        <p class="pause">{line.from}撤回了一条消息</p>
      ) : (
        <article class={`bubble ${line.ours ? 'bubble-bot' : mine ? 'bubble-mine' : ''}`}>
          <span class="face" aria-hidden="true">
            {line.ours ? '讯' : line.from.slice(-1)}
          </span>
          <div>
            <p class="from">{line.from}</p>
            {line.text && <p class="words">{line.text}</p>}
            {line.picture && (
              <img src={`/pictures/${line.picture}`} alt={`${line.from}发的图片`} loading="lazy" />
            )}
            <div class="do">
              <a href={`/demo?${new URLSearchParams({ group, person, quote: line.id })}#say`}>引用</a>
              {!line.ours && <Recall line={line} group={group} person={person} />}
            </div>
          </div>
        </article>
      )}
    </>
  )
}

function Recall({ line, group, person }: { line: DemoLine; group: string; person: string }) {
  return (
    <form method="post" action="/demo/recall">
      <input type="hidden" name="line" value={line.id} />
      <input type="hidden" name="group" value={group} />
      <input type="hidden" name="person" value={person} />
      <button class="link" type="submit">
        撤回
      </button>
    </form>
  )
}
