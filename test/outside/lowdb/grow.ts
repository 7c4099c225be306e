import { Fault } from '../../../src/fault.ts'
import { openStore } from '../../../src/outside/lowdb.ts'
import { note, noteSchema } from './note.ts'

/** Run by disk.test.ts under a limit on the size of files: a small record, then one that does not fit. */
process.on('SIGXFSZ', () => undefined)
const store = await openStore(process.argv[2] ?? '')
const shelf = store.shelf('messages', noteSchema)
await shelf.add(note('d/small'))
try {
  await shelf.add(note('d/large', 'x'.repeat(100_000)))
  console.log('no error')
} catch (thrown) {
  console.log(thrown instanceof Fault ? thrown.code : String(thrown))
}
await store.close()
