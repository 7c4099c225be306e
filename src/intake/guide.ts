import type { Heard, IntakeRoom, Step } from './heard.ts'
import { isAddressed } from './heard.ts'
import { officeNames } from './whose.ts'
import * as answers from './wording-query.ts'

const GREETING =
  /^(在吗|在不在|在么|你好|您好|hi|hello|帮助|help|怎么(上报|报|用|填|发|写|操作)|如何(上报|报|用)|[怎要]么报|你?(会|能)(干|做)?(什么|啥)|有什么用)[^\d]{0,8}$/i

/** 怎么用: somebody who speaks to the bot by name and is not understood, or only greets it, gets one line with an example. */
export function openGuide(room: IntakeRoom): Step {
  return {
    async take(heard: Heard) {
      const { message, person, plain, reading } = heard
      if (!isAddressed(message, room.town.bot)) return false
      const office = officeNames(room.town)
      const line = GREETING.test(plain)
        ? answers.guideLine(person.villages[0], office)
        : reading.intent === 'query' && /[?？吗呢]|多少|几|哪|什么|啥|怎么/.test(plain)
          ? answers.notUnderstoodLine(office)
          : undefined
      if (line === undefined) return false
      await room.voice.reply(message, `receipt/${message.id}`, line)
      return true
    },
  }
}
