import type { Day, Instant } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Shelf } from '../shelf.ts'
import type { Batch, Change } from './change.ts'
import { type RegisterName, registerOf } from './kinds.ts'
import { foldRecord, identityOf, type Kept, type RegisterRecord } from './record.ts'
import { readValues } from './value.ts'

/** What is to be changed; `record` and the values before are found by the register itself. */
export interface Wanted {
  /** Absent: the record is found by its identity, else a new one is entered. */
  record?: string
  kind?: Change['kind']
  on: Day
  values: Record<string, unknown>
  source: Change['source']
  note?: string
  /** The version the person looked at. */
  seen?: number
}

/** 名册: changes go in, records come out, also as they stood on an earlier day. */
export interface Registers {
  /** The records still in the register, in the order they came; as they stood at the end of `day` when named. */
  records(register: RegisterName, day?: Day): RegisterRecord[]
  /** Also those that have left. */
  everyone(register: RegisterName): RegisterRecord[]
  record(register: RegisterName, id: string): RegisterRecord | undefined
  /** All changes of a record, oldest first; none when there is no such record. */
  history(id: string): Kept[]
  /**
   * Writes all changes as one act, or none. Faults: `register/value` (a value does not fit its column),
   * `register/stale` (the record moved on since it was looked at), `register/no-record`.
   */
  change(
    register: RegisterName,
    wanted: Wanted[],
    who: { by: string; at: Instant },
  ): Promise<RegisterRecord[]>
}

/** Opens the registers: reads all batches once, keeps the histories in memory (some ten thousand changes). */
export async function openRegisters(shelf: Shelf<Batch>): Promise<Registers> {
  const kept = new Map<RegisterName, Map<string, Kept[]>>()
  const known = new Map<string, string>()
  const written = await shelf.list()
  let batches = written.length
  for (const batch of written.sort((a, b) => (serialOf(a) < serialOf(b) ? -1 : 1))) remember(batch)
  let turn: Promise<unknown> = Promise.resolve()

  function histories(register: RegisterName): Map<string, Kept[]> {
    const found = kept.get(register) ?? new Map<string, Kept[]>()
    kept.set(register, found)
    return found
  }

  function remember(batch: Batch): void {
    const all = histories(batch.register)
    for (const change of batch.changes) {
      const history = [...(all.get(change.record) ?? []), { ...change, by: batch.by, at: batch.at }]
      all.set(change.record, history)
      const record = foldRecord(batch.register, history)
      if (record) known.set(`${batch.register}:${identityOf(batch.register, record.values)}`, record.id)
    }
  }

  function record(register: RegisterName, id: string): RegisterRecord | undefined {
    return foldRecord(register, histories(register).get(id) ?? [])
  }

  function everyone(register: RegisterName, day?: Day): RegisterRecord[] {
    return [...histories(register).values()].flatMap((history) => foldRecord(register, history, day) ?? [])
  }

  /** One wanted change -> a change with its record and what stood before. `taken` counts new records of this act. */
  function settle(register: RegisterName, wanted: Wanted, taken: Map<string, string>): Change {
    const values = readValues(register, wanted.values)
    const identity = identityOf(register, values)
    const id = wanted.record ?? known.get(`${register}:${identity}`) ?? taken.get(identity)
    const before = id === undefined ? undefined : record(register, id)
    if (wanted.record && !before) {
      throw new Fault(
        'register/no-record',
        `名册“${registerOf(register).label}”里没有 ${wanted.record} 这一条。`,
      )
    }
    if (before && wanted.seen !== undefined && wanted.seen !== before.version) {
      throw new Fault('register/stale', '这一条名册刚才已被别人改过，请看过新内容再改。')
    }
    const fresh = id ?? `${register}-${String(histories(register).size + taken.size + 1).padStart(4, '0')}`
    if (!id) taken.set(identity, fresh)
    const keys = Object.keys(values)
    return {
      record: fresh,
      kind: wanted.kind ?? (id ? 'changed' : 'entered'),
      on: wanted.on,
      source: wanted.source,
      values,
      was: Object.fromEntries(keys.map((key) => [key, before?.values[key] ?? null])),
      ...(wanted.note ? { note: wanted.note } : {}),
    }
  }

  async function write(
    register: RegisterName,
    wanted: Wanted[],
    who: { by: string; at: Instant },
  ): Promise<RegisterRecord[]> {
    const taken = new Map<string, string>()
    const changes = wanted.map((one) => settle(register, one, taken))
    if (changes.length === 0) return []
    batches += 1
    const batch: Batch = {
      id: `${register}-${who.at.slice(0, 7)}/${String(batches).padStart(5, '0')}`,
      register,
      ...who,
      changes,
    }
    await shelf.put(batch)
    remember(batch)
    return [...new Set(changes.map((change) => change.record))].flatMap((id) => record(register, id) ?? [])
  }

  return {
    records: (register, day) => everyone(register, day).filter((one) => one.until === undefined),
    everyone: (register) => everyone(register),
    record,
    history: (id) => [...kept.values()].flatMap((all) => all.get(id) ?? []),
    change(register, wanted, who) {
      const result = turn.then(() => write(register, wanted, who))
      turn = result.catch(() => undefined)
      return result
    },
  }
}

/** Batches are numbered through all registers, so the order of acts survives two in the same millisecond. */
function serialOf(batch: Batch): string {
  return batch.id.slice(batch.id.indexOf('/') + 1)
}
