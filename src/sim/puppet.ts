import { FileBox, type FileBoxInterface } from 'file-box'
import * as PUPPET from 'wechaty-puppet'
import { millisOf } from '../clock.ts'
import type { SimGroup, SimLine } from './group.ts'

const { Message, Contact, ContactGender } = PUPPET.types

/** A Wechaty puppet over the simulated group: the real Wechaty runs on top of it, as on any WeChat account. */
export class SimPuppet extends PUPPET.Puppet {
  readonly #group: SimGroup

  constructor(group: SimGroup) {
    super()
    this.#group = group
  }

  override name(): string {
    return 'sim'
  }

  override version(): string {
    return '1'
  }

  override async onStart(): Promise<void> {
    this.#group.onLine((line) => this.emit('message', { messageId: line.id }))
    this.login(this.#group.bot)
  }

  override async onStop(): Promise<void> {
    this.#group.onLine(undefined)
  }

  override async contactList(): Promise<string[]> {
    return [...this.#group.people, this.#group.bot]
  }

  override async contactRawPayload(id: string): Promise<string> {
    return id
  }

  override async contactRawPayloadParser(id: string): Promise<PUPPET.payloads.Contact> {
    return {
      id,
      name: id,
      avatar: '',
      gender: ContactGender.Unknown,
      type: Contact.Individual,
      phone: [],
      friend: true,
    }
  }

  override async roomList(): Promise<string[]> {
    return this.#group.groups
  }

  override async roomRawPayload(id: string): Promise<string> {
    return id
  }

  override async roomRawPayloadParser(id: string): Promise<PUPPET.payloads.Room> {
    return { id, topic: id, adminIdList: [], memberIdList: await this.contactList() }
  }

  override async roomMemberList(): Promise<string[]> {
    return this.contactList()
  }

  override async roomMemberRawPayload(_room: string, id: string): Promise<string> {
    return id
  }

  override async roomMemberRawPayloadParser(id: string): Promise<PUPPET.payloads.RoomMember> {
    return { id, name: id, avatar: '' }
  }

  override messageList(): string[] {
    return this.#group.lines().map((line) => line.id)
  }

  override async messageRawPayload(id: string): Promise<SimLine> {
    const line = this.#group.line(id)
    if (!line) throw new Error(`no such line: ${id}`)
    return line
  }

  override async messageRawPayloadParser(line: SimLine): Promise<PUPPET.payloads.Message> {
    const base = {
      id: line.id,
      talkerId: line.from,
      text: wireText(line),
      timestamp: millisOf(line.at),
      type: TYPES[line.kind],
      ...(line.picture ? { filename: line.picture.name } : {}),
    }
    return 'group' in line.to
      ? {
          ...base,
          roomId: line.to.group,
          mentionIdList: line.text.includes(`@${this.#group.bot}`) ? [this.#group.bot] : [],
        }
      : { ...base, listenerId: line.to.person }
  }

  override async messageFile(id: string): Promise<FileBoxInterface> {
    const { picture } = await this.messageRawPayload(id)
    if (!picture) throw new Error(`no picture in line ${id}`)
    return FileBox.fromBuffer(Buffer.from(picture.bytes), picture.name)
  }

  override async messageSendText(conversation: string, text: string): Promise<string> {
    return this.#post(conversation, { kind: 'text', text })
  }

  override async messageSendFile(conversation: string, file: FileBoxInterface): Promise<string> {
    const picture = { name: file.name, bytes: new Uint8Array(await file.toBuffer()) }
    return this.#post(conversation, { kind: 'picture', text: '', picture })
  }

  #post(conversation: string, said: Pick<SimLine, 'kind' | 'text' | 'picture'>): string {
    const to = this.#group.groups.includes(conversation) ? { group: conversation } : { person: conversation }
    return this.#group.post({ from: this.#group.bot, to, ...said }).id
  }
}

const TYPES = { text: Message.Text, picture: Message.Image, recall: Message.Recalled }

/** The text as WeChat clients send it: a quote stands in the text, a recall carries the id of what it takes back. */
function wireText(line: SimLine): string {
  if (line.kind === 'recall') return line.recalls ?? ''
  if (line.quote)
    return `「${line.quote.from}：${line.quote.text}」\n- - - - - - - - - - - - - - -\n${line.text}`
  return line.text
}
