const TITLES = { missing: '没有找到', forbidden: '这里不能进', fault: '没有完成' }
const SENTENCES = {
  missing: '没有这一页，可能是网址不完整，或内容已经移走。',
  forbidden: '您的角色不能看这一页。',
  fault: '刚才的操作没有完成。',
}

/** A friendly page for what went wrong: a sentence and a way on, never a stack. */
export function Trouble({ kind, say }: { kind: keyof typeof TITLES; say?: string }) {
  return (
    <div class="door">
      <h1>{TITLES[kind]}</h1>
      <p class="lead">{say ?? SENTENCES[kind]}</p>
      <p>
        <a class="button" href="/">
          回到今日
        </a>
      </p>
    </div>
  )
}
