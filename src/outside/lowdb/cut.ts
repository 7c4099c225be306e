import { readFile } from 'node:fs/promises'
import { type Adapter, Low } from 'lowdb'
import { keepCopy, moveAside } from './damage.ts'
import { codeOf, type Disk, diskFault, writeWhole } from './file.ts'

/** Records as JSON texts by id, in the order they were added: what is kept cannot be changed from outside. */
type Texts = Map<string, string>

/** One file of a shelf. */
export interface Cut {
  /** Resolves when the record is on disk; false when `onlyNew` and the id stood there. */
  write(id: string, text: string, onlyNew: boolean): Promise<boolean>
  /** What is on disk, by id. */
  read(): Promise<ReadonlyMap<string, string>>
  /** Characters held in memory. */
  size(): number
}

interface Write {
  id: string
  text: string
  onlyNew: boolean
  resolve(added: boolean): void
  reject(thrown: unknown): void
}

interface CutParts {
  file: string
  disk: Disk
  /** The record's id, or undefined when it does not belong in this file. */
  idOf(record: unknown): string | undefined
  /** Called when the file was damaged: where it was put and how many records were kept. */
  damaged(aside: string, kept: number): void
}

/** Opens one file. Writes that arrive while a flush is under way share the next one (group commit). */
export function openCut(parts: CutParts): Cut {
  const low = new Low<Texts>(fileAdapter(parts), new Map())
  let onDisk: Texts = new Map()
  let size = 0
  let loading: Promise<void> | undefined
  let queue: Write[] = []
  let flushing = false

  function load(): Promise<void> {
    loading ??= low
      .read()
      .then(() => settle(low.data))
      .catch((thrown: unknown) => {
        // The next caller tries again: a missing permission may have been given in the meantime.
        loading = undefined
        throw diskFault(thrown, parts.file)
      })
    return loading
  }

  function settle(texts: Texts): void {
    onDisk = texts
    size = 0
    for (const text of texts.values()) size += text.length
  }

  /** All writes of a batch stand or fall together: none is answered before the flush. */
  async function flush(batch: Write[]): Promise<void> {
    try {
      await load()
      const next = new Map(onDisk)
      const added = batch.map((one) => place(next, one))
      if (added.includes(true)) {
        low.data = next
        await low.write()
        settle(next)
      }
      for (const [i, one] of batch.entries()) one.resolve(added[i] === true)
    } catch (thrown) {
      for (const one of batch) one.reject(thrown)
    }
  }

  async function flushAll(): Promise<void> {
    if (flushing) return
    flushing = true
    while (queue.length > 0) {
      const batch = queue
      queue = []
      await flush(batch)
    }
    flushing = false
  }

  return {
    write: (id, text, onlyNew) =>
      new Promise((resolve, reject) => {
        queue.push({ id, text, onlyNew, resolve, reject })
        void flushAll()
      }),
    read: async () => {
      await load()
      return onDisk
    },
    size: () => size,
  }
}

/** Puts a write into the texts; false when nothing had to change. */
function place(texts: Texts, { id, text, onlyNew }: Write): boolean {
  if (onlyNew && texts.has(id)) return false
  texts.set(id, text)
  return true
}

/** lowdb's hand on the file: a JSON array with a record to each line. lowdb's own writers do not flush. */
function fileAdapter({ file, disk, idOf, damaged }: CutParts): Adapter<Texts> {
  const write = (texts: Texts) => writeWhole(disk, file, `[\n${[...texts.values()].join(',\n')}\n]\n`)
  return {
    write,
    async read() {
      const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
        if (codeOf(thrown) === 'ENOENT') return undefined
        throw thrown
      })
      if (text === undefined) return null
      const { texts, whole } = parseTexts(text, idOf)
      if (whole) return texts
      if (texts.size === 0) damaged(await moveAside(file), 0)
      else {
        const aside = await keepCopy(file)
        await write(texts)
        damaged(aside, texts.size)
      }
      return texts
    },
  }
}

/** Reads what can be read: of a file that is no JSON any more (cut off, overwritten in part) each line by itself. */
function parseTexts(text: string, idOf: CutParts['idOf']): { texts: Texts; whole: boolean } {
  const all = parseJson(text)
  const records = Array.isArray(all)
    ? all
    : text.split('\n').map((line) => parseJson(line.replace(/,\s*$/, '')))
  const texts: Texts = new Map()
  let whole = Array.isArray(all)
  for (const record of records) {
    const id = idOf(record)
    if (id === undefined || texts.has(id)) whole = false
    if (id !== undefined) texts.set(id, JSON.stringify(record))
  }
  return { texts, whole }
}

/** undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
