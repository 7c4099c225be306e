import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Instant, systemClock } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import { codeOf, diskFault } from './file.ts'

const holderSchema = z.object({
  pid: z.int().positive(),
  /** When the process took the lock, Beijing time. */
  since: z.string(),
  /** The kernel's own mark of the process's start, where it tells one: a pid may have been given to another since. */
  born: z.string().exactOptional(),
})
type Holder = z.infer<typeof holderSchema>

/** Folders this very process holds; its own pid in a lock file would not tell two openings apart. */
const held = new Set<string>()
let serial = 0

/** The way a lock file is called in its folder. */
export const LOCK = '.lock'

/**
 * Takes the folder for this process; resolves to the way to give it back. A lock left by a killed process is taken
 * over. Fault `store/in-use`: another live process has it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, LOCK)
  if (held.has(folder)) throw inUse(folder, process.pid, systemClock.now())
  held.add(folder)
  serial += 1
  const own = `${path}.${process.pid}-${serial}.tmp`
  try {
    const born = await birthOf(process.pid)
    const holder: Holder = { pid: process.pid, since: systemClock.now(), ...(born ? { born } : {}) }
    await writeFile(own, JSON.stringify(holder), { mode: 0o600 })
    while (!(await placed(own, path))) await clearStale(folder, path)
  } catch (thrown) {
    held.delete(folder)
    throw diskFault(thrown, path)
  } finally {
    await rm(own, { force: true })
  }
  return async () => {
    held.delete(folder)
    await rm(path, { force: true })
  }
}

/** A hard link comes into being with its content or not at all; false when a lock stands there. */
async function placed(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path)
    return true
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false
    throw thrown
  }
}

/** Removes a lock whose process is gone. Of two that try at once, the second finds another lock than it read and puts it back. */
async function clearStale(folder: string, path: string): Promise<void> {
  const text = await textOf(path)
  if (text === undefined) return
  const holder = readHolder(text)
  if (holder && (await alive(holder))) throw inUse(folder, holder.pid, holder.since)
  serial += 1
  const aside = `${path}.${process.pid}-${serial}.tmp`
  try {
    await rename(path, aside)
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return
    throw thrown
  }
  if ((await textOf(aside)) !== text) await placed(aside, path)
  await rm(aside, { force: true })
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined
    throw thrown
  }
}

function readHolder(text: string | undefined): Holder | undefined {
  if (text === undefined) return undefined
  try {
    return holderSchema.safeParse(JSON.parse(text)).data
  } catch {
    // A lock that cannot be read was written by no living version of this program.
    return undefined
  }
}

async function alive(holder: Holder): Promise<boolean> {
  // Our own pid in a lock this process does not hold: an earlier life (a container gives the same pid each time).
  if (holder.pid === process.pid) return false
  try {
    process.kill(holder.pid, 0)
  } catch (thrown) {
    if (codeOf(thrown) === 'ESRCH') return false
  }
  const born = await birthOf(holder.pid)
  if (born === 'dead') return false
  return !born || !holder.born || born === holder.born
}

/** Boot and start tick of a process, from Linux's /proc; undefined elsewhere; `dead` for one that only waits to be collected. */
async function birthOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  if (!stat) return undefined
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z') return 'dead'
  return `${boot.trim()}:${fields[19] ?? ''}`
}

function inUse(folder: string, pid: number, since: Instant): Fault {
  const when = since.slice(0, 16).replace('T', ' ')
  return new Fault(
    'store/in-use',
    `数据文件夹 ${folder} 正被另一个镇讯程序使用（进程号 ${pid}，${when} 启动）。请先停掉它，或换一个数据文件夹。`,
  )
}
