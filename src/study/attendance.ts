import type { StudySession } from '../town.ts'
import type { CheckIn } from './check-in.ts'

/** Someone who should attend. */
export interface Expected {
  name: string
  branch: string
}

/** Who was at a session, by branch; the lists of absent people are for the desk, never for a group. */
export interface Attendance {
  session: StudySession
  /** Checked in while it was on. */
  present: number
  makeUp: number
  expected: number
  branches: BranchAttendance[]
}

export interface BranchAttendance {
  branch: string
  present: string[]
  makeUp: string[]
  absent: string[]
}

/** Sets the check-ins beside those expected. A person who came unexpected counts as present, never as a fault. */
export function attendanceOf(session: StudySession, checkIns: CheckIn[], expected: Expected[]): Attendance {
  const branchOf = new Map(expected.map(({ name, branch }) => [name, branch]))
  const branches = new Map<string, BranchAttendance>()
  const entry = (branch: string) => {
    const found = branches.get(branch) ?? { branch, present: [], makeUp: [], absent: [] }
    branches.set(branch, found)
    return found
  }
  for (const { person, branch, makeUp } of checkIns) {
    const own = entry(branchOf.get(person) ?? branch ?? '机关及其他')
    if (makeUp) own.makeUp.push(person)
    else own.present.push(person)
  }
  const came = new Set(checkIns.map(({ person }) => person))
  for (const { name, branch } of expected) if (!came.has(name)) entry(branch).absent.push(name)
  return {
    session,
    present: checkIns.filter(({ makeUp }) => !makeUp).length,
    makeUp: checkIns.filter(({ makeUp }) => makeUp).length,
    expected: expected.length,
    branches: [...branches.values()],
  }
}
