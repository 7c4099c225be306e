import { type ChildProcess, spawn } from 'node:child_process'

/** A `zhenxun` command under way, as a person starts it. */
export interface Started {
  child: ChildProcess
  /** All that it has said so far. */
  output(): string
  /** Its exit status. */
  ended: Promise<number | null>
}

/** Starts the command and waits until its output shows what is looked for, or its end. */
export async function started(args: string[], until: RegExp): Promise<Started> {
  const child = spawn('node', ['bots/zhenxun.js', ...args])
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await new Promise<void>((resolve) => {
    const take = (chunk: Buffer) => {
      output += String(chunk)
      if (until.test(output)) resolve()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    void ended.then(() => resolve())
  })
  return { child, output: () => output, ended }
}
