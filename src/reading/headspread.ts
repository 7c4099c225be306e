import type { Count } from './count.ts'
import { nounOf, sideBySide } from './headside.ts'
import { PART } from './rolewholes.ts'

const BARE = '只说了人数'

/** What the count beside it says: one verb governs a whole row, and the whole of a sum is no group of its own. */
export function spread(text: string, heads: Count[]): void {
  const persons = heads.filter((c) => c.unit.kind === 'person')
  if (persons.length < 2) return
  carryOn(text, persons)
  carryBack(text, persons)
  for (const whole of persons) wholeOf(whole, persons)
}

/** 慰问老党员5名 困难户3名, 其中女8名 35岁以下30名: the verb or 其中 before the first is said of all. */
function carryOn(text: string, persons: Count[]): void {
  for (const [i, one] of persons.entries()) {
    const left = persons[i - 1]
    if (!left || one.because !== BARE || left.role === 'perhaps') continue
    const part = left.because === PART
    if (part ? !/[。；！？\n]/.test(text.slice(left.span[1], one.span[0])) : sideBySide(text, left, one, 2)) {
      if (left.role === 'other' && !part && !/前面说|对象|评出|一部分/.test(left.because ?? '')) continue
      one.role = left.role
      one.because = part ? PART : `同一句：${left.because}`
    }
  }
}

/** 党员先锋队15人、青年突击队20人连夜筑堤: what is said after the last is said of all. */
function carryBack(text: string, persons: Count[]): void {
  for (let i = persons.length - 2; i >= 0; i -= 1) {
    const one = persons[i]
    const right = persons[i + 1]
    if (one?.because !== BARE || right?.role !== 'attend' || !sideBySide(text, one, right)) continue
    if (/taught|host|needy|chosen/.test(nounOf(one))) continue
    one.role = 'attend'
    one.because = `同一句：${right.because}`
  }
}

const AWAY = /没到|(?:请假|缺|未到|没|外|病|住院|回不来)[^，]*，不算参加/

/** 乡贤8人，镇领导2人，村两委7人，共17人; 37个人里头31个到了6个在外: a number that is the sum of those beside it. */
function wholeOf(whole: Count, persons: Count[]): void {
  const parts = partsOf(whole, persons)
  const sexes = parts.every((c) => c.because === '男女各多少')
  if (parts.length === 0 || whole.role === 'other' || !(sexes || maybeWhole(whole))) return
  // 支委5名到会，列席2人，定了积极分子3名: those in attendance are no part of the members.
  if (parts.some((c) => /列席$/.test(c.before)) && !/共/.test(whole.before)) return
  if (parts.every((c) => c.role === 'other') && whole.role === 'perhaps') {
    whole.role = 'other'
    whole.because = parts[0]?.because ?? BARE
    return
  }
  if (parts.some((c) => AWAY.test(c.because ?? '')) && parts.some((c) => c.role === 'attend')) {
    whole.role = 'other'
    whole.because = '到的和没到的合起来的数'
    return
  }
  whole.role = 'attend'
  whole.because = '正好是各部分之和'
  for (const part of parts) {
    part.role = 'other'
    part.because = '总数里的一部分'
  }
}

/** 老的12个 中年的7个 小媳妇5个: a row that happens to add up is no sum. */
function maybeWhole({ before, after, noun }: Count): boolean {
  return (
    noun?.sense !== 'doer' ||
    /[共总合]|人数|参加|到场|到会|来了|去了|算上|加起来|里头|中有/.test(before + after.slice(0, 4))
  )
}

/** The run of counts right before or right after one that adds up to it. */
function partsOf(whole: Count, persons: Count[]): Count[] {
  const at = persons.indexOf(whole)
  for (const step of [-1, 1]) {
    let sum = 0
    const run: Count[] = []
    for (let i = at + step; i >= 0 && i < persons.length && sum < whole.value; i += step) {
      const one = persons[i]
      if (!one) break
      run.push(one)
      sum += one.value
    }
    if (
      run.length > 1 &&
      sum === whole.value &&
      (step < 0 || run.every((c) => !/^后面说|不算参加/.test(c.because ?? '')))
    )
      return run
  }
  return []
}
