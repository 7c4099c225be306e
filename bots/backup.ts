import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { z } from 'zod'
import { systemClock } from '../src/clock.ts'
import { Fault } from '../src/fault.ts'
import { codeOf, diskFault, realDisk, TEMPORARY } from '../src/outside/lowdb/file.ts'
import { LOCK, lockFolder } from '../src/outside/lowdb/lock.ts'

/** 备份: the data folder as it is, and a list of its files with their hashes, by which a copy proves to be whole. */
const MANIFEST = 'manifest.json'
const manifestSchema = z.object({
  made: z.string(),
  files: z.array(z.object({ path: z.string(), size: z.int(), sha256: z.string() })),
})
type Manifest = z.infer<typeof manifestSchema>

type Tell = (line: string) => void

/**
 * `zhenxun backup 备份到`: copies the data folder into a new one and reads the copy back. Faults `store/in-use`,
 * `backup/no-data`, `backup/exists`, `backup/inside`.
 */
export async function backupCommand(data: string, to: string, tell: Tell = console.log): Promise<void> {
  const [from, target] = [resolve(data), resolve(to)]
  if (!(await isFolder(from)))
    throw new Fault('backup/no-data', `找不到数据文件夹 ${from}，请用 --data 指明。`)
  await refuseTaken(target)
  if (`${target}${sep}`.startsWith(`${from}${sep}`)) {
    throw new Fault('backup/inside', '备份不能放在数据文件夹里面，请换一个位置，最好在另一块盘上。')
  }
  const release = await lockFolder(from)
  try {
    const paths = await filesIn(from)
    await buildAside(target, async (aside) => {
      const manifest = { made: systemClock.now(), files: await copyAll(from, aside, paths, tell) }
      await realDisk.writeNew(join(aside, MANIFEST), JSON.stringify(manifest, null, 1))
      await proveWhole(aside, manifest)
    })
    tell(`已备份 ${paths.length} 个文件到 ${target}，并逐个读回核对无误。`)
  } finally {
    await release()
  }
}

/**
 * `zhenxun restore 备份`: checks the backup, then puts it in the place of the data folder; what stood there is moved
 * beside it. Faults `store/in-use`, `backup/damaged`, `backup/no-manifest`.
 */
export async function restoreCommand(from: string, data: string, tell: Tell = console.log): Promise<void> {
  const [source, target] = [resolve(from), resolve(data)]
  const manifest = await readManifest(source)
  await proveWhole(source, manifest)
  const before = `${target}.before-${systemClock.now().replaceAll(/\D/g, '').slice(0, 14)}`
  const standing = await isFolder(target)
  const release = standing ? await lockFolder(target) : async () => undefined
  try {
    const build = async (aside: string) => {
      const paths = manifest.files.map((one) => one.path)
      await copyAll(source, aside, paths, tell)
      await proveWhole(aside, manifest)
      if (standing) await rename(target, before)
    }
    await buildAside(target, build)
    if (standing) await rm(join(before, LOCK), { force: true })
  } finally {
    await release()
  }
  tell(
    `已从 ${source}（${manifest.made.slice(0, 16).replace('T', ' ')} 的备份）恢复 ${manifest.files.length} 个文件。`,
  )
  if (standing) tell(`原来的数据没有删，移到了 ${before}。`)
}

/** Builds a folder under another name and gives it its own when it is complete; half a folder never stands there. */
async function buildAside(target: string, build: (aside: string) => Promise<void>): Promise<void> {
  const aside = `${target}.partial-${process.pid}`
  try {
    await mkdir(aside, { recursive: true, mode: 0o700 })
    await build(aside)
    await rename(aside, target)
    await realDisk.flushFolder(dirname(target))
  } catch (thrown) {
    await rm(aside, { recursive: true, force: true })
    throw diskFault(thrown, target)
  }
}

const TOLD_EVERY = 1_000

async function copyAll(from: string, to: string, paths: string[], tell: Tell): Promise<Manifest['files']> {
  const files: Manifest['files'] = []
  const folders = new Set<string>()
  for (const path of paths) {
    const bytes = await readFile(join(from, path))
    const file = join(to, path)
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    folders.add(dirname(file))
    await realDisk.writeNew(file, bytes)
    files.push({ path, size: bytes.length, sha256: hashOf(bytes) })
    if (files.length % TOLD_EVERY === 0) tell(`已复制 ${files.length} / ${paths.length} 个文件……`)
  }
  for (const folder of folders) await realDisk.flushFolder(folder)
  return files
}

/** Fault `backup/damaged` names the files of the list that are missing or no longer what they were. */
async function proveWhole(folder: string, { files }: Manifest): Promise<void> {
  const bad: string[] = []
  for (const { path, sha256 } of files) {
    const inside = join(folder, path).startsWith(`${folder}${sep}`)
    if (!inside || (await hashOfFile(join(folder, path))) !== sha256) bad.push(path)
  }
  if (bad.length === 0) return
  const some = bad.slice(0, 5).join('、')
  throw new Fault(
    'backup/damaged',
    `备份 ${folder} 不完整：${bad.length} 个文件缺失或内容变了（${some}${bad.length > 5 ? ' 等' : ''}）。没有动现有数据，请换一份备份。`,
  )
}

async function readManifest(folder: string): Promise<Manifest> {
  const missing = new Fault(
    'backup/no-manifest',
    `${folder} 不是一份完整的备份（缺少能读的 ${MANIFEST}），请核对位置。`,
  )
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')))
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT' || thrown instanceof SyntaxError || thrown instanceof z.ZodError)
      throw missing
    throw diskFault(thrown, folder)
  }
}

/** Files in the folder, by path, without the lock and what a killed write left behind. */
async function filesIn(root: string, folder = root): Promise<string[]> {
  const paths: string[] = []
  for (const name of (await readdir(folder)).sort()) {
    const path = join(folder, name)
    // stat, not the entry's own type: pictures may lie on another disk, behind a link.
    if ((await stat(path)).isDirectory()) {
      if (name !== 'lost+found') paths.push(...(await filesIn(root, path)))
    } else if (!name.startsWith(LOCK) && !TEMPORARY.test(name)) paths.push(relative(root, path))
  }
  return paths
}

async function refuseTaken(target: string): Promise<void> {
  const found = await stat(target).catch(() => undefined)
  if (!found || (found.isDirectory() && (await readdir(target)).length === 0)) return
  throw new Fault('backup/exists', `${target} 已经有内容，没有覆盖。请换一个新的文件夹名，例如加上日期。`)
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ?? false
}

async function hashOfFile(file: string): Promise<string | undefined> {
  try {
    return hashOf(await readFile(file))
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined
    throw diskFault(thrown, file)
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
