import { readFile } from 'node:fs/promises'
import type { Edges } from '../src/app/edges.ts'
import { openApp } from '../src/app.ts'
import type { Chat } from '../src/chat/chat.ts'
import { systemClock } from '../src/clock.ts'
import { Fault } from '../src/fault.ts'
import { openFeed } from '../src/outside/feed/feed.ts'
import { openPictureEye } from '../src/outside/fingerprint.ts'
import { openImage } from '../src/outside/image.ts'
import { openLinks } from '../src/outside/links.ts'
import { openLog } from '../src/outside/log.ts'
import { openStore } from '../src/outside/lowdb.ts'
import { openModel } from '../src/outside/openai.ts'
import { openWebhook } from '../src/outside/webhook.ts'
import { openWechaty } from '../src/outside/wechaty.ts'
import { openWeixin } from '../src/outside/weixin.ts'
import { checkTimes } from '../src/schedule/timetable.ts'
import { readTown } from '../src/town.ts'
import { openHouse, untilStopped } from './house.ts'
import { openKeys } from './keys.ts'
import { readSettings, type Settings } from './settings.ts'

/** A person-like account that speaks like a machine gun is noticed: some seconds between two lines, never the same. */
const USUAL_PACE = { least: 3, spread: 5 }

/** A draft by the model may take a while; after that the template's stands. */
const MODEL_PATIENCE = 60_000

/** `zhenxun start`: the real bot. Faults name what is missing; see `zhenxun doctor`. */
export async function startCommand(options: { data: string; town: string; port: string }): Promise<void> {
  const settings = readSettings(process.env)
  const town = readTown(await townText(options.town), {}, checkTimes)
  const chat = chatOf(settings, town.bot)
  const log = openLog()
  const feed = openFeed({ allowPrivate: settings.feedHosts })
  const links = openLinks({ allowPrivate: settings.feedHosts })
  const store = await openStore(options.data)
  try {
    const local = { town, store, clock: systemClock, image: openImage(), eye: openPictureEye(), log }
    const pace = town.pace ?? USUAL_PACE
    const app = await openApp({ ...local, chat, feed, links, pace, ...optionalEdges(settings) })
    const house = await openHouse({ app, store, keys: openKeys(store), port: Number(options.port), log })
    console.log(`${town.name}的镇讯已启动，审核台：${house.url}（按 Ctrl-C 停下）`)
    await untilStopped()
    await house.close()
    await feed.close()
    await links.close()
    console.log('已停下，数据都保存好了。')
  } catch (thrown) {
    await store.close()
    throw thrown
  }
}

function chatOf({ puppet, puppetToken }: Settings, bot: string): Chat {
  if (!puppet) {
    throw new Fault(
      'start/no-puppet',
      '没有说明用什么接微信。请设置环境变量 ZHENXUN_PUPPET（例如 wechaty-puppet-service），或先用 zhenxun demo 看演示；详见 README 和 zhenxun doctor。',
    )
  }
  return openWechaty({ bot, puppet, ...(puppetToken ? { token: puppetToken } : {}), notice: console.log })
}

/** What works only where it is set: the 公众号, the model, the alarm. */
function optionalEdges({ weixin, model, alertUrl }: Settings): Pick<Edges, 'press' | 'model' | 'tell'> {
  return {
    ...(weixin ? { press: openWeixin(weixin) } : {}),
    ...(model ? { model: openModel({ ...model, timeoutMs: MODEL_PATIENCE }) } : {}),
    ...(alertUrl ? { tell: openWebhook({ url: alertUrl }) } : {}),
  }
}

async function townText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new Fault(
      'start/no-town',
      `读不到本镇文件 ${path}。请抄一份 bots/town.sample.yaml，照注释改成本镇的内容。`,
      { cause },
    )
  }
}
