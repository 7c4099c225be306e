import type { Finding } from './finding.ts'
import type { Provable } from './proof.ts'

/** What is amiss with the words themselves, whatever the rows say. */
export function amiss(_article: Provable): Finding[] {
  return []
}
