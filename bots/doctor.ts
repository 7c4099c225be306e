import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dayOf, plusDays, systemClock } from '../src/clock.ts'
import { sayOf } from '../src/fault.ts'
import { openStore } from '../src/outside/lowdb.ts'
import { openWebhook } from '../src/outside/webhook.ts'
import { calendarState } from '../src/schedule/calendar.ts'
import { checkTimes } from '../src/schedule/timetable.ts'
import { readTown, type Town } from '../src/town.ts'
import { readSettings } from './settings.ts'
import { openEveryShelf } from './shelves.ts'

/** One thing that was looked at: in order, worth knowing, or to be mended before the bot can run. */
interface Finding {
  state: '正常' | '留意' | '要改'
  say: string
}

interface DoctorOptions {
  data: string
  town: string
  port: string
}

/** `zhenxun doctor`: says in Chinese what is wrong and what to do; exit status 1 when something must be mended. */
export async function doctorCommand(options: DoctorOptions): Promise<void> {
  const findings = await examine(options)
  for (const { state, say } of findings) console.log(`【${state}】${say}`)
  const bad = findings.filter((one) => one.state === '要改').length
  console.log(bad === 0 ? '检查完毕，可以启动。' : `检查完毕，有 ${bad} 处要先改好。`)
  if (bad > 0) process.exitCode = 1
}

/** Everything that is looked at, in the order in which it is told. */
export async function examine({ data, town, port }: DoctorOptions): Promise<Finding[]> {
  const found = townFile(town)
  return [
    node(process.versions.node),
    found.finding,
    ...(await dataFolder(data, found.town ?? sampleTown())),
    await portFree(Number(port)),
    ...(await channels()),
    calendar(found.town ?? sampleTown()),
  ]
}

function node(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 20 || (major === 20 && minor >= 19)
    ? { state: '正常', say: `Node.js ${version}。` }
    : { state: '要改', say: `Node.js ${version} 太旧，请装 20.19 或更高的版本。` }
}

/** The town file as it is judged, and the town when it is sound. */
function townFile(path: string): { finding: Finding; town?: Town } {
  if (!existsSync(path)) {
    const say = `没有本镇文件 ${path}。请抄一份 bots/town.sample.yaml，照注释改成本镇的内容。`
    return { finding: { state: '要改', say } }
  }
  try {
    const town = readTown(readFileSync(path, 'utf8'), {}, checkTimes)
    const say = `本镇文件：${town.name}，${town.villages.length} 个村，${town.groups.length} 个群，${town.people.length} 人。`
    return { finding: { state: '正常', say }, town }
  } catch (thrown) {
    return { finding: { state: '要改', say: `本镇文件 ${path} 有错：\n${sayOf(thrown)}` } }
  }
}

/** Any town will do to find out which shelves there are. */
function sampleTown(): Town {
  return readTown(readFileSync(new URL('town.sample.yaml', import.meta.url), 'utf8'), {
    FEEDS: 'http://127.0.0.1',
  })
}

async function dataFolder(folder: string, town: Town): Promise<Finding[]> {
  if (!existsSync(folder)) return [{ state: '正常', say: `数据文件夹 ${folder} 还没有，第一次启动时会建。` }]
  try {
    const store = await openStore(folder)
    try {
      await openEveryShelf(store, town)
      await store.check()
    } finally {
      await store.close()
    }
    const damage = store.damage().map((say): Finding => ({ state: '留意', say }))
    const sound: Finding = { state: '正常', say: `数据文件夹 ${folder} 可以读写，文件都读过一遍，没有损坏。` }
    return damage.length > 0
      ? [{ state: '正常', say: `数据文件夹 ${folder} 可以读写。` }, ...damage]
      : [sound]
  } catch (thrown) {
    return [{ state: '要改', say: sayOf(thrown) }]
  }
}

function portFree(port: number): Promise<Finding> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () =>
      resolve({
        state: '要改',
        say: `端口 ${port} 已被占用，请关掉占用它的程序，或启动时加 --port 换一个。`,
      }),
    )
    probe.listen(port, '127.0.0.1', () =>
      probe.close(() => resolve({ state: '正常', say: `端口 ${port} 空着，审核台可以用。` })),
    )
  })
}

async function channels(): Promise<Finding[]> {
  try {
    const settings = readSettings(process.env)
    return [
      puppet(settings.puppet),
      await alert(settings.alertUrl),
      settings.weixin
        ? { state: '正常', say: '已填公众号的 AppID 和 AppSecret。' }
        : {
            state: '留意',
            say: '没有填公众号的 AppID 和 AppSecret（WEIXIN_APPID、WEIXIN_SECRET）：推文只能起草和审核，不能送进草稿箱。',
          },
      settings.model
        ? { state: '正常', say: `大模型：${settings.model.model}（${settings.model.baseUrl}）。` }
        : { state: '正常', say: '没有配置大模型，识读和写稿都用规则和模板，不影响使用。' },
    ]
  } catch (thrown) {
    return [{ state: '要改', say: sayOf(thrown) }]
  }
}

function puppet(name: string | undefined): Finding {
  if (!name)
    return {
      state: '要改',
      say: '没有说明用什么接微信。请设置环境变量 ZHENXUN_PUPPET，例如 wechaty-puppet-service。',
    }
  try {
    createRequire(import.meta.url).resolve(name)
    return { state: '正常', say: `微信接入：${name}。` }
  } catch {
    return { state: '要改', say: `没有安装微信接入包 ${name}。请运行：npm install ${name}` }
  }
}

/** Tries the way out: a test message that the operator can see. */
async function alert(url: string | undefined): Promise<Finding> {
  if (url === undefined) {
    return {
      state: '留意',
      say: '没有设置告警：微信掉线、信源读不到、通知漏发时，只有审核台会提示。在企业微信内部群里添加“群机器人”，把它的 Webhook 地址填到环境变量 ZHENXUN_ALERT_URL（或把地址存成文件，用 ZHENXUN_ALERT_URL_FILE 指给程序），出了问题就会另外通知。',
    }
  }
  try {
    await openWebhook({ url })('【镇讯】体检：这是一条测试消息，看到它说明告警能送到。')
    return { state: '正常', say: '告警：已送出一条测试消息，请到收告警的群里看一眼。' }
  } catch (thrown) {
    return { state: '要改', say: sayOf(thrown) }
  }
}

/** Next year's notice comes in autumn: the month ahead is looked at as well. */
function calendar(town: Town): Finding {
  const today = dayOf(systemClock.now())
  const { good, say } = calendarState([today, plusDays(today, 30)], town.officeDays)
  return { state: good ? '正常' : '留意', say: `节假日和调休：${say}` }
}
