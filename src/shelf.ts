/**
 * A shelf keeps the records of one noun. An id may lead with the file it lives in
 * (`2025-03-05/abc`: messages of a day): the part before the first slash is its `cut`.
 * What a promise here resolves to is on disk, flushed.
 */
export interface Shelf<T extends { id: string }> {
  /** Adds the record; false when the id already stands there (nothing is changed then). */
  add(record: T): Promise<boolean>
  /** Adds or replaces the record. */
  put(record: T): Promise<void>
  get(id: string): Promise<T | undefined>
  /** The records of one cut, in the order they were added; of all cuts when none is named. */
  list(cut?: string): Promise<T[]>
  /** The cuts that hold records, in order of name. */
  cuts(): Promise<string[]>
}

/** The cut of an id: what stands before its first slash, else `all`. */
export function cutOf(id: string): string {
  const slash = id.indexOf('/')
  return slash < 0 ? 'all' : id.slice(0, slash)
}
