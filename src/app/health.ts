import type { CatchUp } from '../chat/catch-up.ts'
import { dayOf, plusDays, spokenDay } from '../clock.ts'
import { calendarState } from '../schedule/calendar.ts'
import type { Alarms } from './alarm.ts'
import type { Edges } from './edges.ts'

/** Days ahead for which the desk shows the slots. */
const SHOWN_DAYS = 30

/** How the parts do that a person may have to mend: the channel, the data folder, the public account, the calendar. */
export function healthOf(
  { town, chat, store, press, clock }: Edges,
  { alarms, caughtUp }: { alarms?: Alarms | undefined; caughtUp?: ReturnType<CatchUp['last']> },
): { name: string; good: boolean; say: string; urgent?: true }[] {
  const channel = chat.state()
  const today = dayOf(clock.now())
  return [
    {
      name: '微信',
      good: channel.online,
      say: channel.say,
      ...(channel.online ? {} : { urgent: true as const }),
    },
    ...(caughtUp ? [catchUpHealth(caughtUp)] : []),
    ...store.damage().map((say) => ({ name: '数据', good: false, say })),
    press
      ? { name: '公众号', good: true, say: '已接好，签发的推文可以送进草稿箱。' }
      : { name: '公众号', good: false, say: '没有配置，推文只能起草和审核。' },
    ...(alarms ? [alarmHealth(alarms)] : []),
    { name: '节假日', ...calendarState([today, plusDays(today, SHOWN_DAYS)], town.officeDays) },
  ]
}

/** A channel that keeps nothing looks like one in which nobody spoke: a person is asked to look. */
function catchUpHealth({ since, heard }: NonNullable<ReturnType<CatchUp['last']>>) {
  const from = `${spokenDay(dayOf(since))} ${since.slice(11, 16)}`
  const say =
    heard > 0
      ? `上次启动或重新登录时，把 ${from} 以后没听到的 ${heard} 条群消息补上了。`
      : `上次启动或重新登录时，微信没有给出 ${from} 以后没听到的消息；停机期间群里要是有人上报，请到群里核对。`
  return { name: '补听', good: true, say }
}

function alarmHealth(alarms: Alarms): { name: string; good: boolean; say: string } {
  const fault = alarms.fault()
  return { name: '告警', good: fault === undefined, say: fault ?? '已接好，出了问题会另外通知管理员。' }
}
