import type { Article } from '../../article/article.ts'
import { canVouch, FINDING_KINDS, type Finding } from '../../article/finding.ts'
import { Tag } from '../parts.tsx'

const PART_WORDS = { title: '标题', author: '作者', digest: '摘要', body: '正文', picture: '图片' }

/** What the proof found; nothing where it found nothing. */
export function Findings({
  article,
  findings,
  mayVouch,
}: {
  article: Article
  findings: Finding[]
  mayVouch: boolean
}) {
  if (findings.length === 0) return null
  return (
    <section class="findings" aria-labelledby="findings">
      <h2 id="findings">校对：{findings.length} 处要处理</h2>
      <ol>
        {findings.map((finding) => (
          <li>
            <p>
              <Tag tone="bad">{FINDING_KINDS[finding.kind]}</Tag> {PART_WORDS[finding.part]}里的
              <mark>{finding.text}</mark>
            </p>
            <p>
              {finding.say}
              {finding.nearest && (
                <>
                  {' '}
                  最接近的是 <a href={`/ledger/${finding.nearest}`}>{finding.nearest}</a>。
                </>
              )}
            </p>
            {mayVouch && canVouch(finding) && <VouchForm article={article} finding={finding} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function VouchForm({ article, finding }: { article: Article; finding: Finding }) {
  return (
    <details class="small-fold">
      <summary>确有依据，放行</summary>
      <form method="post" action={`/articles/${article.id}/vouch`} class="stack">
        <input type="hidden" name="kind" value={finding.kind} />
        <input type="hidden" name="text" value={finding.text} />
        <label class="field">
          <span>依据（会记入审核经过）</span>
          <input name="note" required maxlength={300} />
        </label>
        <button type="submit">放行“{finding.text.slice(0, 12)}”</button>
      </form>
    </details>
  )
}
