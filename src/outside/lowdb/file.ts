import { constants } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Fault } from '../../fault.ts'

/** The few calls by which bytes reach the disk; a test puts a disk in between that fails. */
export interface Disk {
  /** Writes the bytes to a new file (0600) and flushes it. */
  writeNew(file: string, bytes: Uint8Array | string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Flushes the names in a folder, so that a rename outlives a power cut. */
  flushFolder(folder: string): Promise<void>
  remove(file: string): Promise<void>
}

export const realDisk: Disk = {
  async writeNew(file, bytes) {
    const handle = await open(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
  rename,
  async flushFolder(folder) {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
  remove: (file) => rm(file, { force: true }),
}

let serial = 0

/** How a half-written file of ours looks; what is left of a killed write is removed when the store opens. */
export const TEMPORARY = /\.\d+-\d+\.tmp$/

/**
 * Replaces the file by these bytes, whole or not at all, flushed. Not write-file-atomic: it takes no notice of a short
 * write, so on a full disk it puts a truncated file in the place of the good one and reports success.
 * Faults `store/disk-full`, `store/no-permission`, `store/io`; the file is then as it was.
 */
export async function writeWhole(disk: Disk, file: string, bytes: Uint8Array | string): Promise<void> {
  serial += 1
  const temporary = `${file}.${process.pid}-${serial}.tmp`
  try {
    await writeInFolder(disk, temporary, bytes)
    await disk.rename(temporary, file)
    await disk.flushFolder(dirname(file))
  } catch (thrown) {
    // Best effort: what stays behind is cleaned up at the next start, and the first error is the one to tell.
    await disk.remove(temporary).catch(() => undefined)
    throw diskFault(thrown, file)
  }
}

/** Folders that a write has found: they are not asked after at each write. */
const found = new Set<string>()

async function writeInFolder(disk: Disk, file: string, bytes: Uint8Array | string): Promise<void> {
  const folder = dirname(file)
  if (!found.has(folder)) await layFolder(disk, folder)
  try {
    await disk.writeNew(file, bytes)
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT') throw thrown
    // Somebody has taken the folder away while we ran.
    await layFolder(disk, folder)
    await disk.writeNew(file, bytes)
  }
}

async function layFolder(disk: Disk, folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (made) await disk.flushFolder(dirname(made))
  found.add(folder)
}

/** Makes the folder (0700) when it is not there. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((thrown: unknown) => {
    throw diskFault(thrown, folder)
  })
}

/** The system's error code of whatever was thrown: `ENOENT`, or an empty text. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
}

/** The system's error as a sentence for the operator. */
export function diskFault(thrown: unknown, file: string): unknown {
  if (thrown instanceof Fault) return thrown
  const code = codeOf(thrown)
  const cause = { cause: thrown }
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new Fault(
      'store/disk-full',
      `磁盘已满，没能写入 ${file}。请清理磁盘后重试；已存的内容不受影响。`,
      cause,
    )
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const say = `没有读写 ${file} 的权限。请把数据文件夹的所有者改成运行本程序的用户（chown），再重新启动。`
    return new Fault('store/no-permission', say, cause)
  }
  if (code === '') return thrown
  return new Fault('store/io', `读写 ${file} 时磁盘出错（${code}）。请检查磁盘，必要时从备份恢复。`, cause)
}
