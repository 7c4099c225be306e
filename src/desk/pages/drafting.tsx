import { Hono } from 'hono'
import type { Draftings } from '../../article/drafting.ts'
import { act } from '../act.ts'
import { show } from '../layout.tsx'
import { Heading } from '../parts.tsx'
import { allow, writesArticles } from '../rights.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'

const STEPS = {
  gathering: '整理台账和原话',
  asking: '等模型写稿',
  checking: '逐句核对出处',
  saving: '存成初稿',
} as const
type Step = keyof typeof STEPS
const ORDER: Step[] = ['gathering', 'asking', 'checking', 'saving']

/** 正在起草: which step the model's draft is at and how long it has taken; looks again by itself, without script. */
export function draftingPages(rooms: DeskRooms, draftings: Draftings): Hono<DeskEnv> {
  return new Hono<DeskEnv>()
    .use(async (c, next) => {
      allow(writesArticles(c.get('person')), '起草推文')
      await next()
    })
    .get('/:id', (c) => {
      const run = draftings.look(c.req.param('id'))
      if (run.article) return c.redirect(`/articles/${run.article}`, 303)
      if (!run.failed) c.header('Refresh', '2')
      return show(c, rooms, { title: '正在起草', here: '/articles' }, <Progress {...run} />)
    })
    .post('/:id/stop', (c) => {
      const id = c.req.param('id')
      return act(c, rooms.secret, {
        back: `/articles/drafting/${id}`,
        work: async () => {
          draftings.stop(id)
          return { said: '已停下模型，改用模板起草。' }
        },
      })
    })
}

function Progress({ id, step, seconds, stopping, failed }: ReturnType<Draftings['look']>) {
  if (failed) {
    return (
      <>
        <Heading title="没有起草成" lead={failed} />
        <a class="button" href="/articles/new">
          回去重新选台账
        </a>
      </>
    )
  }
  const at = ORDER.indexOf(step)
  return (
    <>
      <Heading title="正在起草" lead={`第 ${at + 1} 步，共 ${ORDER.length} 步 · 已用 ${seconds} 秒`} />
      <progress max={ORDER.length} value={at} aria-label="起草进度">
        {`${at}/${ORDER.length}`}
      </progress>
      <ol class="history">
        {ORDER.map((one, index) => (
          <li aria-current={index === at ? 'step' : undefined}>
            <p class={index > at ? 'soft' : undefined}>
              {STEPS[one]}
              {index < at ? '：已完成' : index === at ? '：正在进行…' : ''}
            </p>
          </li>
        ))}
      </ol>
      <p class="soft">
        这一页每 2
        秒自己更新，不用守着：关掉也会写完，到推文列表里看。模型写的每一句都要有台账作依据，没有的会删去。
      </p>
      <form method="post" action={`/articles/drafting/${id}/stop`} class="thumb">
        <button type="submit" disabled={stopping}>
          {stopping ? '正在停下…' : '不等了，用模板起草'}
        </button>
      </form>
    </>
  )
}
