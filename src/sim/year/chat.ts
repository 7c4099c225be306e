import type { Chat } from '../../chat/chat.ts'
import type { Incoming } from '../../chat/message.ts'
import type { Clock } from '../../clock.ts'

/** The channel of the simulated year: what the bot says is heard back, as any WeChat account hears its own lines. */
export interface YearChat extends Chat {
  hear(line: Incoming): Promise<void>
  /** Hands in what the bot has said meanwhile. */
  echo(): Promise<void>
}

/** `run` keeps the ids of the bot's lines apart from those of an earlier run on the same data. */
export function openYearChat(setup: { bot: string; clock: Clock; run: string }): YearChat {
  const { bot, clock, run } = setup
  let listener: (line: Incoming) => Promise<void> = async () => undefined
  let said: Incoming[] = []
  let serial = 0
  return {
    async start(hear) {
      listener = hear
    },
    async stop() {
      listener = async () => undefined
    },
    async say(to, text) {
      serial += 1
      const where = 'topic' in to ? { topic: to.topic } : {}
      const line = {
        ...where,
        channelId: `${run}-${serial}`,
        from: { id: `wx-${bot}`, name: bot },
        at: clock.now(),
      }
      said.push({ ...line, kind: 'text', text, ours: true, mentionsBot: false })
    },
    state: () => ({ online: true, say: '模拟的一年。' }),
    hear: (line) => listener(line),
    async echo() {
      while (said.length > 0) {
        const lines = said
        said = []
        for (const line of lines) await listener(line)
      }
    },
  }
}
