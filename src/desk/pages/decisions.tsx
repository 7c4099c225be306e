import type { Instant } from '../../clock.ts'
import type { Question } from '../../intake/question.ts'
import { Moment, messageHref } from '../parts.tsx'

/** What each kind of question asks the office; without `yes` it is only to be seen. */
const ANSWERS: Record<Question['kind'], { yes?: string; no: string }> = {
  recall: { yes: '撤回这条台账', no: '保留，照旧计入' },
  same: { yes: '是同一件事，并成一条', no: '是两件事，各计各的' },
  orphan: { yes: '恢复计入', no: '不恢复' },
  missing: { no: '不用补了' },
  unclear: { no: '知道了' },
  which: { no: '知道了' },
  pictures: { no: '知道了' },
  elsewhere: { no: '知道了' },
  joint: { no: '知道了' },
  photo: { no: '知道了' },
  conflict: { no: '知道了' },
}

/** 要您拿主意的: questions that stand at the desk, each answered by one press. */
export function Decisions({ questions, now }: { questions: Question[]; now: Instant }) {
  if (questions.length === 0) return null
  return (
    <section class="work" aria-labelledby="decisions">
      <header>
        <b class="count">{questions.length}</b>
        <div>
          <h2 id="decisions">要您拿主意的</h2>
          <p class="soft">机器人拿不准，不会自己决定。</p>
        </div>
      </header>
      <ul class="unsaid">
        {questions.map((question) => (
          <Decision question={question} now={now} />
        ))}
      </ul>
    </section>
  )
}

function Decision({ question, now }: { question: Question; now: Instant }) {
  const { yes, no } = ANSWERS[question.kind]
  return (
    <li>
      <p>
        {question.text}{' '}
        <span class="soft">
          {question.person} <Moment at={question.at} now={now} />
        </span>
      </p>
      <p class="soft links">
        {question.rows.map((row) => (
          <a href={`/ledger/${row}`}>台账 {row}</a>
        ))}
        <a href={messageHref(question.message)}>看原话</a>
      </p>
      <form method="post" action="/decide" class="buttons">
        <input type="hidden" name="question" value={question.id} />
        {yes && (
          <button type="submit" name="decision" value="yes">
            {yes}
          </button>
        )}
        <button type="submit" name="decision" value="no">
          {no}
        </button>
      </form>
    </li>
  )
}
