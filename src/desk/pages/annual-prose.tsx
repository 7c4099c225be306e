import { Hono } from 'hono'
import { z } from 'zod'
import { chaptersOf, type Prose } from '../../annual/prose.ts'
import type { Report } from '../../annual/report.ts'
import { Fault } from '../../fault.ts'
import { act, readForm } from '../act.ts'
import { Tag } from '../parts.tsx'
import { allow, keepsLedger } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'

const askSchema = z.object({ period: z.string().min(4).max(7), chapter: z.string().min(1).max(60) })
const decideSchema = askSchema.extend({ take: z.enum(['yes', 'no']) })

/** 衔接语 by a model: asked for, taken or dropped, a chapter at a time. */
export function proseActs({ annual, clock, secret }: DeskRooms): Hono<DeskEnv> {
  const desk = () => {
    if (annual.prose) return annual.prose
    throw new Fault('annual/no-model', '还没有配置模型，不能请它写。')
  }
  return new Hono<DeskEnv>()
    .use(async (c, next) => {
      allow(keepsLedger(c.get('person')), '改年报')
      await next()
    })
    .post('/ask', async (c) => {
      const { period, chapter } = await readForm(c, askSchema)
      const back = `/annual/report?period=${period}`
      const work = async () => {
        const report = await annual.report(period, clock.now())
        await desk().propose(report, chapter, { by: c.get('person').name, at: clock.now() })
        return { said: '模型写好了一句，请看过再决定用不用。' }
      }
      return act(c, secret, { back, work })
    })
    .post('/decide', async (c) => {
      const { period, chapter, take } = await readForm(c, decideSchema)
      const back = `/annual/report?period=${period}`
      const work = async () => {
        const who = { by: c.get('person').name, at: clock.now() }
        await desk().decide(`${period}/${chapter}`, { take: take === 'yes', ...who })
        return { said: take === 'yes' ? '已放进报告，标明 AI 辅助生成。' : '没有采用。' }
      }
      return act(c, secret, { back, work })
    })
}

export function ProseDesk({ report, proses }: { report: Report; proses: Prose[] }) {
  const period = report.period.key
  return (
    <section aria-labelledby="prose">
      <h2 id="prose">各章开头的衔接语</h2>
      <p class="soft">
        可以请模型写一句。它只能用这一章里的词，不能写数字和名字；您点“采用”才进报告，并标明 AI 辅助生成。
      </p>
      <ul class="list">
        {[...chaptersOf(report).keys()].map((chapter) => (
          <Chapter chapter={chapter} period={period} prose={proses.find((one) => one.chapter === chapter)} />
        ))}
      </ul>
    </section>
  )
}

function Chapter({ chapter, period, prose }: { chapter: string; period: string; prose: Prose | undefined }) {
  const open = prose?.state === 'proposed' || prose?.state === 'accepted'
  return (
    <li>
      <span class="grow">
        <b>{chapter}</b> {prose?.state === 'proposed' && <Tag tone="wait">AI 拟稿，待定</Tag>}
        {prose?.state === 'accepted' && <Tag tone="quiet">已采用</Tag>}
      </span>
      {open && <p class="whole-line">{prose.text}</p>}
      <form method="post" action={`/annual/prose/${open ? 'decide' : 'ask'}`} class="whole-line">
        <input type="hidden" name="period" value={period} />
        <input type="hidden" name="chapter" value={chapter} />
        {!open && <button type="submit">请模型写一句</button>}
        {prose?.state === 'proposed' && (
          <button type="submit" name="take" value="yes" class="main">
            采用
          </button>
        )}
        {open && (
          <button type="submit" name="take" value="no">
            {prose.state === 'accepted' ? '拿掉' : '不用'}
          </button>
        )}
      </form>
    </li>
  )
}
