/**
 * What went wrong, for two readers: a code for the program and a Chinese sentence for a person
 * that says what happened and what to do next. Anything else that is thrown is a bug.
 */
export class Fault extends Error {
  readonly code: string
  readonly say: string

  constructor(code: string, say: string, options?: { cause?: unknown }) {
    super(`${code}: ${say}`, options)
    this.name = 'Fault'
    this.code = code
    this.say = say
  }
}

/** The sentence to show a person for whatever was thrown; internals stay in the log. */
export function sayOf(thrown: unknown): string {
  return thrown instanceof Fault ? thrown.say : '程序内部出错，已记入运行日志，请联系管理员查看。'
}
