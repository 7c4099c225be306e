import type { z } from 'zod'

/** What a clerk reads for one issue that a form found; unknown keys become a sentence each. */
export function issueSentences(
  issue: z.core.$ZodIssue,
  at: (string | number)[],
): { path: (string | number)[]; say: string }[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      say: `不认识“${key}”这一项，请核对写法或删去。`,
    }))
  }
  const name = nameOf([...at, ...path])
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return [{ path, say: `缺少“${name}”。` }]
    return [{ path, say: `“${name}”${EXPECTED[issue.expected] ?? '的写法不对'}。` }]
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String).join('、')
    if (issue.input === undefined) return [{ path, say: `缺少“${name}”，可填：${allowed}。` }]
    return [{ path, say: `“${name}”写的是“${String(issue.input)}”，只能填：${allowed}。` }]
  }
  return [{ path, say: `“${name}”${issue.message}` }]
}

const EXPECTED: Record<string, string> = {
  string: '应当是一行文字',
  array: '应当是一个列表',
  object: '下面应当是几行“名称: 内容”',
}

/** The nearest key above: `人员[3].角色[0]` is called 角色. */
function nameOf(path: (string | number)[]): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '这一项')
}
