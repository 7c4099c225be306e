import type { FileBoxInterface } from 'file-box'
import type { Wechaty, Message as WechatyMessage, WechatyOptions } from 'wechaty'
import type { Chat } from '../chat/chat.ts'
import type { Incoming, PictureBytes } from '../chat/message.ts'
import { type Instant, instantOf, millisOf } from '../clock.ts'
import { Fault } from '../fault.ts'

/**
 * The chat over Wechaty. `puppet` is one that is built already (the simulated group) or the name of an installed package
 * (`wechaty-puppet-wechat4u`, `wechaty-puppet-service` …); `bot` is our name in the groups; `notice` is told what a
 * person at the terminal must see: a login code, a logout, an error.
 */
export function openWechaty(setup: {
  bot: string
  puppet: NonNullable<WechatyOptions['puppet']>
  token?: string
  notice: (say: string) => void
}): Chat {
  let wechaty: Wechaty | undefined
  let state = { online: false, say: '还没有登录微信。' }
  let turn: Promise<void> = Promise.resolve()

  /** One line after another. A rejecting Wechaty listener would end the process: what goes wrong is said, not thrown. */
  function inTurn(work: () => Promise<void>): void {
    turn = turn.then(work).catch((thrown: unknown) => setup.notice(`收到一条消息时出错：${String(thrown)}`))
  }

  return {
    async start(hear) {
      const { WechatyBuilder, types } = await import('wechaty')
      const bot = WechatyBuilder.build({
        name: 'zhenxun',
        puppet: setup.puppet,
        ...(setup.token ? { puppetOptions: { token: setup.token } } : {}),
      })
      wechaty = bot
      bot.on('scan', (code) => setup.notice(`请用微信扫码登录：${code}`))
      bot.on('login', (user) => {
        state = { online: true, say: `已用“${user.name()}”登录微信。` }
      })
      bot.on('logout', () => {
        state = { online: false, say: '微信已退出登录，请在终端重新扫码；待发的话都留着，登录后接着发。' }
        // stop() logs out as well, on purpose.
        if (wechaty) setup.notice(state.say)
      })
      bot.on('error', (error) => setup.notice(`微信通道出错：${String(error)}`))
      bot.on('message', (message) =>
        inTurn(async () => hear(await toIncoming(message, setup.bot, types.Message, setup.notice))),
      )
      await bot.start()
      if (bot.isLoggedIn) state = { online: true, say: `已用“${bot.currentUser.name()}”登录微信。` }
    },
    async stop() {
      const running = wechaty
      wechaty = undefined
      state = { online: false, say: '微信通道已关闭。' }
      await running?.stop()
      await turn
    },
    async say(to, text, picture) {
      if (!wechaty || !state.online) throw new Fault('chat/offline', state.say)
      const target = await find(wechaty, to)
      if (!target) throw new Fault('chat/no-target', `微信里找不到${nameOf(to)}，请核对本镇文件里的名称。`)
      if (text !== '') await target.say(text)
      if (picture) await show(target, picture, text !== '')
    },
    async history(since) {
      if (!wechaty) return []
      const { types } = await import('wechaty')
      const lines: Incoming[] = []
      for (const message of await messagesSince(wechaty, since)) {
        lines.push(await toIncoming(message, setup.bot, types.Message, setup.notice))
      }
      return lines
    },
    state: () => state,
  }
}

/** What the puppet still holds of the time, oldest first. Many hold nothing over a restart: then there is nothing to tell. */
async function messagesSince(bot: Wechaty, since: Instant): Promise<WechatyMessage[]> {
  const all = await bot.Message.findAll()
  return all
    .filter((message) => message.date().getTime() >= millisOf(since))
    .sort((a, b) => a.date().getTime() - b.date().getTime())
}

/** Once the text is out, no failure of the picture may look as if nothing had been said. */
async function show(
  target: { say(file: FileBoxInterface): Promise<unknown> },
  { name, bytes }: PictureBytes,
  textSaid: boolean,
): Promise<void> {
  const { FileBox } = await import('file-box')
  try {
    await target.say(FileBox.fromBuffer(Buffer.from(bytes), name))
  } catch (cause) {
    if (!textSaid) throw cause
    throw new Fault('chat/half-said', `文字已发出，图片“${name}”没有发成。`, { cause })
  }
}

type Where = Parameters<Chat['say']>[0]

function nameOf(to: Where): string {
  return 'topic' in to ? `群“${to.topic}”` : `联系人“${to.contact[0] ?? ''}”`
}

async function find(bot: Wechaty, to: Where) {
  if ('topic' in to) return bot.Room.find({ topic: to.topic })
  for (const name of to.contact) {
    const contact = (await bot.Contact.find({ name })) ?? (await bot.Contact.find({ alias: name }))
    if (contact) return contact
  }
  return undefined
}

/** Wechaty's message -> ours. Picture bytes are fetched here, since their addresses do not live long. */
async function toIncoming(
  message: WechatyMessage,
  bot: string,
  Type: typeof import('wechaty').types.Message,
  notice: (say: string) => void,
): Promise<Incoming> {
  const topic = await message.room()?.topic()
  const { quote, text } = splitQuote(message.text())
  const type = message.type()
  const base = {
    channelId: message.id,
    ...(topic ? { topic } : {}),
    from: { id: message.talker().id, name: message.talker().name() },
    at: instantOf(message.date().getTime()),
    ours: message.self(),
    // Web puppets leave the mention list empty, so the name in the text counts too.
    mentionsBot: text.includes(`@${bot}`) || (topic !== undefined && (await message.mentionSelf())),
  }
  if (type === Type.Image) {
    const picture = await pictureOf(message).catch((thrown: unknown) => {
      notice(`一张图片没有取到，只记下有这条消息：${String(thrown)}`)
    })
    // A line must not be lost for its picture.
    if (!picture) return { ...base, kind: 'other', text: '[图片没有取到]' }
    return { ...base, kind: 'picture', text: '', picture }
  }
  if (type === Type.Recalled) return { ...base, kind: 'recall', text: '', recalls: message.text() }
  if (type === Type.Text) return { ...base, kind: 'text', text, ...(quote ? { quote } : {}) }
  return { ...base, kind: 'other', text: message.text().slice(0, 2000) }
}

async function pictureOf(message: WechatyMessage): Promise<PictureBytes> {
  const file = await message.toFileBox()
  return { name: file.name, bytes: await file.toBuffer() }
}

/** `「王芳：原话」`, a dashed line, the words: how WeChat clients write a quote into the text. */
function splitQuote(wire: string): { quote?: Incoming['quote']; text: string } {
  const parts = /^「([^：]{1,40})：([\s\S]*?)」\n(?:- ){3,}-?\n?([\s\S]*)$/.exec(wire)
  if (!parts) return { text: wire }
  const [, from = '', said = '', text = ''] = parts
  return { quote: { from, text: said }, text }
}
