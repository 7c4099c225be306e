import type { Instant } from '../../clock.ts'
import { changesBetween, FIELD_WORDS, versionOf } from '../../ledger/change.ts'
import type { Entry } from '../../ledger/entry.ts'
import type { Row } from '../../ledger/row.ts'
import { Moment, messageHref } from '../parts.tsx'

const KIND_WORDS: Record<Entry['kind'], string> = {
  filed: '上报',
  corrected: '更正',
  withdrawn: '撤回',
  merged: '并入',
  unmerged: '取消并入',
  confirmed: '确认',
  returned: '退回',
}

/** 经过: every entry of a row, oldest first. */
export function History({ row, now }: { row: Row; now: Instant }) {
  return (
    <ol class="history">
      {row.entries.map((_, n) => (
        <Step row={row} n={n} now={now} />
      ))}
    </ol>
  )
}

/** One entry: what it did, to which values, and where it came from. */
function Step({ row, n, now }: { row: Row; n: number; now: Instant }) {
  const entry = row.entries[n]
  const after = versionOf(row, n + 1)
  if (!entry || !after) return null
  const changes = entry.kind === 'corrected' ? changesBetween(versionOf(row, n), after) : []
  return (
    <li>
      <p>
        <b>{entry.kind === 'corrected' && changes.length === 0 ? '补充' : KIND_WORDS[entry.kind]}</b>{' '}
        {entry.by} <Moment at={entry.at} now={now} />
        {entry.into && (
          <>
            {' '}
            入 <a href={`/ledger/${entry.into}`}>{entry.into}</a>
          </>
        )}
      </p>
      {changes.map((change) => (
        <p>
          {change.word}：<del>{change.was}</del> → <ins>{change.now}</ins>
        </p>
      ))}
      {entry.note && <p class="soft">{entry.note}</p>}
      {entry.model?.map(({ field, words }) => (
        <p class="soft">
          {FIELD_WORDS[field]}由 AI 读自“{words}”，请核对
        </p>
      ))}
      <p class="soft">
        {'messages' in entry.source
          ? entry.source.messages.map((id, nth) => (
              <a href={messageHref(id)}>来自群消息{nth > 0 ? ` ${nth + 1}` : ''} </a>
            ))
          : `来自${entry.source.desk}`}
      </p>
    </li>
  )
}
