import { Fault } from '../../../src/fault.ts'
import { openStore } from '../../../src/outside/lowdb.ts'

/** Run by lock.test.ts: opens the folder, says how that went, and holds it until its input ends. */
try {
  const store = await openStore(process.argv[2] ?? '')
  console.log('open')
  process.stdin.on('end', () => void store.close()).resume()
} catch (thrown) {
  console.log(thrown instanceof Fault ? thrown.code : String(thrown))
}
