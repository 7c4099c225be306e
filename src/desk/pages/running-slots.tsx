import { briefOf, LINE_WORDS } from '../../chat/outbox-hand.ts'
import { dayOf, type Instant } from '../../clock.ts'
import { calendarState } from '../../schedule/calendar.ts'
import { type Notice, SLOT_WORDS, type Slot } from '../../schedule/slot.ts'
import type { SlotView } from '../../schedule/view.ts'
import { Moment, Tag, type Tone } from '../parts.tsx'
import type { DeskRooms } from '../rooms.ts'
import { slotHref, targetsOf } from './slot.tsx'

const SLOT_TONES: Record<Slot['state'], Tone> = {
  planned: 'plain',
  claimed: 'wait',
  done: 'good',
  failed: 'bad',
  unknown: 'bad',
  missed: 'bad',
  held: 'wait',
}

/** A slot that is to come, with the lines it would say as far as they can be told now. */
interface Coming extends Slot {
  says: Notice[]
}

export async function comingSlots(rooms: DeskRooms, now: Instant): Promise<Coming[]> {
  const coming: Coming[] = []
  for (const slot of rooms.keeper.upcoming(now, 30)) {
    coming.push({ ...slot, says: await says(rooms, slot, now) })
  }
  return coming
}

/** A preview that fails must not take the whole page with it. */
async function says({ keeper, log }: DeskRooms, slot: Slot, now: Instant): Promise<Notice[]> {
  try {
    return await keeper.preview(slot.id, now)
  } catch (thrown) {
    log?.(`预览 ${slot.id}`, thrown)
    return []
  }
}

/** Slots shown at once; the rest of the month behind a fold. */
const NEXT = 10

/** What will be said in the next 30 days, and what became of the last ones. */
export function Slots({
  past,
  coming,
  rooms,
  now,
  pastDays,
}: {
  past: SlotView[]
  coming: Coming[]
  rooms: DeskRooms
  now: Instant
  pastDays: number
}) {
  const calendar = calendarState(
    coming.map(({ due }) => dayOf(due)),
    rooms.town.officeDays,
  )
  const later = coming.slice(NEXT)
  return (
    <section aria-labelledby="slots">
      <h2 id="slots">要发的通知</h2>
      <p class="soft">接下来 30 天 {coming.length} 次。点开能看到会说什么，也能暂停、改期、改话。</p>
      {!calendar.good && <p class="note">{calendar.say}</p>}
      {coming.length === 0 ? (
        <p class="soft">没有要发的通知。时间表写在本镇文件里，如“每个工作日 8:00”。</p>
      ) : (
        <SlotTable slots={coming.slice(0, NEXT)} now={now} rooms={rooms} ahead />
      )}
      {later.length > 0 && (
        <details class="fold">
          <summary>再往后 {later.length} 次</summary>
          <div>
            <SlotTable slots={later} now={now} rooms={rooms} ahead />
          </div>
        </details>
      )}
      <h2>近 {pastDays} 天发过的</h2>
      {past.length === 0 ? (
        <p class="soft">没有记录。</p>
      ) : (
        <SlotTable
          slots={past.toSorted((a, b) => (a.due < b.due ? 1 : -1))}
          now={now}
          rooms={rooms}
          ahead={false}
        />
      )}
    </section>
  )
}

function SlotTable({
  slots,
  now,
  rooms,
  ahead,
}: {
  slots: (Coming | SlotView)[]
  now: Instant
  rooms: DeskRooms
  ahead: boolean
}) {
  return (
    <table class="cards brief">
      <thead>
        <tr>
          <th>时间</th>
          <th>内容</th>
          <th>发给</th>
          <th>状态</th>
        </tr>
      </thead>
      <tbody>
        {slots.map((slot) => (
          <tr>
            <td data-name="时间">
              <Moment at={slot.due} now={now} />
            </td>
            <td data-name="内容" class="lead-cell">
              {ahead ? (
                <a class="row-link" href={slotHref(slot.id)}>
                  {rooms.jobTitle(slot.kind)}
                </a>
              ) : (
                rooms.jobTitle(slot.kind)
              )}
              {slot.why && <small>{slot.why}</small>}
              {'says' in slot && <Says lines={slot.says} />}
            </td>
            <td data-name="发给">
              {'lines' in slot && differ(slot) ? (
                <Fates lines={slot.lines} />
              ) : (
                targetsOf(slot.groups, 'says' in slot ? slot.says : slot.lines)
              )}
            </td>
            <td data-name="状态">
              <Tag tone={SLOT_TONES[slot.state]}>
                {SLOT_WORDS[slot.state]}
                {slot.late && '（补发）'}
              </Tag>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The first words of what it would say; the whole stands on the slot's own page. */
function Says({ lines }: { lines: Notice[] }) {
  const [first] = lines
  if (!first) return null
  const words =
    briefOf(first)
      .split('\n')
      .find((line) => line.trim() !== '') ?? ''
  return <small>{words.length > 40 ? `${words.slice(0, 40)}…` : words}</small>
}

/** Not every group heard it. */
function differ({ lines }: SlotView): boolean {
  return lines.some(({ state }) => state !== 'said')
}

function Fates({ lines }: Pick<SlotView, 'lines'>) {
  return (
    <>
      {lines.map(({ to, state }) => (
        <small>
          {'group' in to ? to.group : to.person}：{LINE_WORDS[state]}
        </small>
      ))}
    </>
  )
}
