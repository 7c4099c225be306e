import { link, rm } from 'node:fs/promises'
import { systemClock } from '../../clock.ts'
import { codeOf } from './file.ts'

/** How a file that was set aside is called: its own name, then this mark and the time. */
export const DAMAGED = /^(.+\.json|[0-9a-f]{64})\.damaged-\d+/

/** Moves the damaged file beside itself under a name that nothing has; resolves to that name. */
export async function moveAside(file: string): Promise<string> {
  const aside = await keepCopy(file)
  await rm(file)
  return aside
}

/** Gives the damaged file a second name, so that it stays when a repaired one takes its place. */
export async function keepCopy(file: string): Promise<string> {
  const stem = `${file}.damaged-${systemClock.now().replaceAll(/\D/g, '').slice(0, 14)}`
  for (let n = 1; ; n += 1) {
    const aside = n === 1 ? stem : `${stem}-${n}`
    try {
      await link(file, aside)
      return aside
    } catch (thrown) {
      if (codeOf(thrown) !== 'EEXIST') throw thrown
    }
  }
}

/** What a clerk reads when a file was found damaged just now. Paths are relative to the data folder. */
export function damageSentence(file: string, aside: string, kept: number): string {
  const rest = kept > 0 ? `其中完好的 ${kept} 条照常使用` : '里面没有能读出的记录，暂按空白处理'
  return `数据文件 ${file} 已损坏，${rest}；原文件另存为 ${aside}，没有删改。请用最近的备份核对，缺的内容联系管理员恢复。`
}

/** What a clerk reads about a file that was set aside at an earlier run. */
export function oldDamageSentence(aside: string): string {
  return `数据文件夹里还有以前另存的损坏文件 ${aside}。核对或恢复之后，把它移出数据文件夹，这条提示就会消失。`
}
