import { chmod, readdir, stat } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import type { z } from 'zod'
import type { Blobs } from '../chat/message.ts'
import { Fault } from '../fault.ts'
import { cutOf, type Shelf } from '../shelf.ts'
import { type Cache, openCache } from './lowdb/cache.ts'
import { type Cut, openCut } from './lowdb/cut.ts'
import { DAMAGED, damageSentence, oldDamageSentence } from './lowdb/damage.ts'
import { codeOf, type Disk, diskFault, makeFolder, realDisk, TEMPORARY } from './lowdb/file.ts'
import { lockFolder } from './lowdb/lock.ts'
import { fileNameOf, nameOfFile } from './lowdb/names.ts'
import { openPictures, PICTURES } from './pictures.ts'

/** 存储 in one folder: shelves as small JSON files (`<shelf>/<cut>.json`), pictures and long texts under `blobs/`. */
export interface Store {
  /** Each name once. Faults `store/twice`, `store/bad-name`. */
  shelf<T extends { id: string }>(name: string, schema: z.ZodType<T>): Shelf<T>
  blobs: Blobs
  /** A sentence for each file that was found damaged and set aside, now or at an earlier run. */
  damage(): string[]
  /** Reads every file of the shelves opened so far, so that `damage()` is complete; for the doctor. */
  check(): Promise<void>
  /** Waits for the writes under way, then gives the folder back. */
  close(): Promise<void>
}

/** Characters of records kept in memory over all shelves; a day of 550 messages is some 170,000. */
const MEMORY = 32_000_000

/**
 * Opens the folder for this process alone. Faults `store/in-use` (names the other process), `store/no-permission`,
 * `store/disk-full`. `disk` and `memory` are for tests.
 */
export async function openStore(folder: string, disk: Disk = realDisk, memory = MEMORY): Promise<Store> {
  const root = resolve(folder)
  await makeFolder(root)
  const release = await lockFolder(root)
  const sentences: string[] = []
  try {
    await keepPrivate(root)
    await tidy(root, disk, (aside) => sentences.push(oldDamageSentence(relative(root, aside))))
  } catch (thrown) {
    await release()
    throw diskFault(thrown, root)
  }
  const cache = openCache(memory)
  const shelves = new Map<string, () => Promise<unknown>>()
  const tell = (file: string) => (aside: string, kept: number) =>
    sentences.push(damageSentence(relative(root, file), relative(root, aside), kept))

  function shelf<T extends { id: string }>(name: string, schema: z.ZodType<T>): Shelf<T> {
    const home = join(root, fileNameOf(name))
    if (shelves.has(home) || name === PICTURES) {
      throw new Fault('store/twice', `存储“${name}”被打开了两次，这是程序错误，请联系开发者。`)
    }
    const opened = openShelf({ home, schema, disk, cache, tell })
    shelves.set(home, () => opened.list())
    return opened
  }

  return {
    shelf,
    blobs: openPictures(join(root, PICTURES), disk, cache.guard, tell),
    damage: () => [...sentences],
    async check() {
      for (const readAll of shelves.values()) await readAll()
    },
    async close() {
      await cache.close()
      await release()
    },
  }
}

type Tell = (file: string) => (aside: string, kept: number) => void

function openShelf<T extends { id: string }>(parts: {
  home: string
  schema: z.ZodType<T>
  disk: Disk
  cache: Cache
  tell: Tell
}): Shelf<T> {
  const { home, schema, disk, cache, tell } = parts

  function open<R>(name: string, work: (cut: Cut) => Promise<R>): Promise<R> {
    const file = join(home, `${fileNameOf(name)}.json`)
    const make = () =>
      openCut({ file, disk, idOf: (record) => idIn(schema, name, record), damaged: tell(file) })
    return cache.use(file, make, work)
  }

  async function write(record: T, onlyNew: boolean): Promise<boolean> {
    const text = textOf(home, schema, record)
    return open(cutOf(record.id), (cut) => cut.write(record.id, text, onlyNew))
  }

  const list = (name: string): Promise<T[]> =>
    open(name, async (cut) => [...(await cut.read()).values()].map((text) => schema.parse(JSON.parse(text))))

  const cuts = () => cache.guard(() => cutsIn(home))

  return {
    add: (record) => write(record, true),
    put: async (record) => {
      await write(record, false)
    },
    get: (id) =>
      open(cutOf(id), async (cut) => {
        const text = (await cut.read()).get(id)
        return text === undefined ? undefined : schema.parse(JSON.parse(text))
      }),
    async list(name) {
      if (name !== undefined) return list(name)
      const all: T[] = []
      for (const each of await cuts()) for (const record of await list(each)) all.push(record)
      return all
    },
    cuts,
  }
}

/** The id of a record read from a file, when it is one of this shelf and this cut. */
function idIn<T extends { id: string }>(
  schema: z.ZodType<T>,
  cut: string,
  record: unknown,
): string | undefined {
  const { data } = schema.safeParse(record)
  return data && cutOf(data.id) === cut ? data.id : undefined
}

/** A record as it goes to disk; what its own schema refuses would be called damaged at the next reading. */
function textOf<T extends { id: string }>(home: string, schema: z.ZodType<T>, record: T): string {
  const parsed = schema.safeParse(record)
  if (parsed.success) return JSON.stringify(parsed.data)
  const why = parsed.error.message.slice(0, 300)
  throw new Fault(
    'store/wrong-shape',
    `有一条记录格式不对，没有存入 ${basename(home)}（程序错误，请联系开发者）：${why}`,
  )
}

async function cutsIn(home: string): Promise<string[]> {
  const files = await namesIn(home)
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => nameOfFile(file.slice(0, -'.json'.length)))
    .sort()
}

/** The names in a folder; none when it is not there yet. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return []
    throw diskFault(thrown, folder)
  }
}

/** Takes the folder from the eyes of others (0700): messages are personal data. */
async function keepPrivate(root: string): Promise<void> {
  const { mode, uid } = await stat(root)
  if ((mode & 0o077) !== 0 && uid === process.getuid?.()) await chmod(root, 0o700)
}

/** Removes what a killed write left behind and tells of the files set aside earlier. */
async function tidy(root: string, disk: Disk, old: (aside: string) => void): Promise<void> {
  // Only folders as this store names them: a mounted disk has a `lost+found` that may not be read.
  const homes = (await readdir(root, { withFileTypes: true }))
    .filter((one) => one.isDirectory() && fileNameOf(nameOfFile(one.name)) === one.name)
    .map((one) => join(root, one.name))
  const pictures = (await namesIn(join(root, PICTURES))).map((name) => join(root, PICTURES, name))
  for (const home of [...homes, ...pictures]) {
    for (const name of await namesIn(home)) {
      if (TEMPORARY.test(name)) await disk.remove(join(home, name))
      if (DAMAGED.test(name)) old(join(home, name))
    }
  }
}
