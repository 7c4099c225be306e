import type { Child } from 'hono/jsx'
import type { Message } from '../../chat/message.ts'
import { contextOf } from '../../intake/heard.ts'
import { placesOf } from '../../intake/whose.ts'
import { FIELD_WORDS, said, spokenDate } from '../../ledger/change.ts'
import type { Row } from '../../ledger/row.ts'
import { type Explained, explain } from '../../reading/explain.ts'
import { readAll } from '../../reading/read.ts'
import type { Intent } from '../../reading/reading.ts'
import type { DeskRooms } from '../rooms.ts'

const INTENT_WORDS: Record<Intent, string> = {
  report: '上报',
  correction: '更正',
  withdrawal: '撤回',
  query: '询问',
  answer: '回答',
  chatter: '闲聊或通知',
}

/** What the ledger calls the fields that the reader names otherwise. */
const LEDGER_WORDS: Partial<Record<string, string>> = { 组织者: '主办', 主题: '内容', 数量: '其他数量' }

function inLedgerWords(one: Explained): Explained {
  const value = one.name === '日期' ? spokenDate(one.value) : one.value
  return { ...one, name: LEDGER_WORDS[one.name] ?? one.name, value }
}

interface ExplainedView {
  message: Message
  rooms: Pick<DeskRooms, 'town' | 'intake'>
  /** What was made of it. */
  rows: Row[]
}

/** 识读: which words of the message were read as what, and what was seen but not taken. */
export function ExplainedMessage({ message, rooms, rows }: ExplainedView) {
  const { town, intake } = rooms
  const person = town.people.find((one) => one.name === message.person)
  if (message.ours || !person || message.text.trim() === '') return null
  const places = intake.places?.() ?? placesOf(town)
  const readings = readAll(message.text, contextOf(places, person, message.at))
  return (
    <section aria-labelledby="reading">
      <h2 id="reading">机器人怎么读的</h2>
      {readings.map((reading) => {
        const { fields: read, refused } = explain(message.text, reading)
        const fields = read.map(inLedgerWords)
        return (
          <div class="reading">
            <p>
              读成了<b>{INTENT_WORDS[reading.intent]}</b>。
              {fields.length === 0 && '没有读出日期、人数等内容。'}
            </p>
            {fields.length > 0 && <p class="slot-words">{marked(message.text, fields)}</p>}
            {fields.length > 0 && (
              <dl class="values">
                {fields.map((one) => (
                  <div>
                    <dt>{one.name}</dt>
                    <dd>
                      {one.value}{' '}
                      <small class="soft">
                        读自“{one.words}”{one.by === 'model' && '，AI 读的'}
                        {one.unsure && '，拿不准，请核对'}
                      </small>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
            {refused.map((why) => (
              <p class="soft">没有记 {why}</p>
            ))}
          </div>
        )
      })}
      {rows.map((row) => (
        <ByModel row={row} text={message.text} />
      ))}
    </section>
  )
}

/** What the rules left open and a model read, with its words. */
function ByModel({ row, text }: { row: Row; text: string }) {
  const read = row.entries.flatMap((entry) => (entry.model ?? []).map((one) => ({ ...one, entry })))
  const here = read.filter(({ words }) => text.includes(words))
  if (here.length === 0) return null
  return (
    <dl class="values">
      {here.map(({ field, words, entry }) => (
        <div>
          <dt>{FIELD_WORDS[field]}</dt>
          <dd>
            {said(entry.fields, field)}{' '}
            <small class="soft">
              读自“{words}”，AI 补读的，请核对（台账 {row.number}）
            </small>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The fields come in the order of their words; one that lies inside another is marked with it. */
function marked(text: string, fields: Explained[]): Child[] {
  const out: Child[] = []
  let at = 0
  for (const { span, name, value } of fields) {
    if (span[0] < at) continue
    out.push(text.slice(at, span[0]), <mark title={`${name}：${value}`}>{text.slice(...span)}</mark>)
    at = span[1]
  }
  return [...out, text.slice(at)]
}
