import type { App } from '../src/app.ts'
import type { Row } from '../src/ledger/row.ts'

export type PlayResult = Awaited<ReturnType<typeof playResult>>

/** What a played scene left behind, in the form that design.md fixes for `play --json`. */
export async function playResult({ ledger, outbox, intake, keeper, articles, messages }: App['rooms']) {
  const said = (await outbox.list()).filter((line) => line.state === 'said' || line.state === 'unknown')
  const slots = await keeper.list()
  return {
    rows: await Promise.all(ledger.rows().map((row) => rowJson(row, messages))),
    said: said
      .map((line) => ({
        at: line.saidAt ?? line.at,
        group: 'group' in line.to ? line.to.group : null,
        to: 'person' in line.to ? line.to.person : null,
        text: line.text,
        ...(line.picture ? { picture: line.picture.name } : {}),
      }))
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    open: intake.questions(),
    slots,
    articles: articles.list(),
  }
}

async function rowJson(row: Row, messages: App['rooms']['messages']) {
  const said = await Promise.all(row.messages.map((id) => messages.get(id)))
  return {
    number: row.number,
    state: row.state,
    village: row.village,
    organizer: row.organizer,
    date: row.date,
    category: row.category,
    topic: row.topic,
    location: row.location,
    participants: row.participants,
    ...(row.participantsApprox ? { participants_approx: true } : {}),
    person_times: row.personTimes,
    sessions: row.sessions,
    quantities: row.quantities,
    messages: row.messages,
    entries: row.entries,
    /** What was written in the group: `zhenxun proof` finds there what no field keeps. */
    words: said.flatMap((one) => one?.text || []),
    ...(row.into ? { into: row.into } : {}),
  }
}
