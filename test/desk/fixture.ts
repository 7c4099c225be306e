import { openAnnual } from '../../src/annual/annual.ts'
import type { Closing } from '../../src/annual/closing.ts'
import type { Article } from '../../src/article/article.ts'
import { type Articles, openArticles } from '../../src/article/articles.ts'
import type { Press } from '../../src/article/press.ts'
import type { Message } from '../../src/chat/message.ts'
import { type Outbox, type Outgoing, openOutbox } from '../../src/chat/outbox.ts'
import { at } from '../../src/clock.ts'
import type { DemoPane } from '../../src/desk/demo.ts'
import { createDesk } from '../../src/desk/desk.tsx'
import type { DeskRooms } from '../../src/desk/rooms.ts'
import type { Session } from '../../src/desk/session.ts'
import { openDigest } from '../../src/digest/digest.ts'
import type { SourceHealth } from '../../src/digest/health.ts'
import type { Sighting } from '../../src/digest/item.ts'
import type { Digest } from '../../src/digest/record.ts'
import { Fault } from '../../src/fault.ts'
import type { Entry } from '../../src/ledger/entry.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { openImage } from '../../src/outside/image.ts'
import { readPrompt, readPrompts } from '../../src/outside/prompts.ts'
import { read } from '../../src/reading/read.ts'
import type { Batch } from '../../src/register/change.ts'
import { openProposals, type Proposal, type Proposals } from '../../src/register/proposal.ts'
import { openRegisters } from '../../src/register/register.ts'
import { type Beat, openKeeper } from '../../src/schedule/keeper.ts'
import type { Slot } from '../../src/schedule/slot.ts'
import { handClock } from '../../src/sim/clock.ts'
import { madePicture } from '../../src/sim/picture.ts'
import { memoryShelf } from '../../src/sim/shelf.ts'
import { readCadence } from '../../src/study/cadence-rules.ts'
import type { CheckIn } from '../../src/study/check-in.ts'
import type { PlannedSession } from '../../src/study/plan.ts'
import { openStudy } from '../../src/study/study.ts'
import { demoPane, easyPress, feed, memoryBlobs } from './edges.ts'
import { town } from './town.ts'
import { DAY, fileRows, NOW, owed, question, said, sameQuestion } from './week.ts'

export type Fixture = DeskRooms & {
  desk: ReturnType<typeof createDesk>
  demo: DemoPane
  outbox: Outbox
  proposals: Proposals
  /** What the desk decided about lines that were not said. */
  decided: string[]
}

type Wishes = Partial<DeskRooms> & {
  /** The town wants its digests approved. */
  approve?: boolean
  /** No simulated group beside the desk. */
  real?: boolean
  /** The public account; an easy one when absent. */
  press?: Press
}

/** A township in the middle of a week: the real rooms over shelves without a disk; only the world is made up. */
export async function openFixture({ approve, real, press, ...change }: Wishes = {}): Promise<Fixture> {
  const clock = handClock(NOW)
  const messages = memoryShelf<Message>()
  const blobs = memoryBlobs()
  const ledger = await openLedger(memoryShelf<Entry>())
  const photo = await blobs.keep(await madePicture('村口.jpg', 800, 600))
  for (const one of said(photo)) await messages.put(one)
  await fileRows(ledger)
  const outbox = await openOutbox(memoryShelf<Outgoing>(), sayWithTrouble)
  const house = { town, ledger, outbox, messages, blobs }
  const digests = await openDigests({ ...house, town: { ...town, approveDigest: approve === true } })
  const study = await openStudy({
    ...house,
    checkIns: memoryShelf<CheckIn>(),
    planned: memoryShelf<PlannedSession>(),
    template: readPrompt('study.md'),
  })
  for (const one of await messages.list('2025-03-04')) await study.listen(one, one.at)
  const keeper = await openKeeper({
    slots: memoryShelf<Slot>(),
    beats: memoryShelf<Beat>(),
    jobs: [digests.job, study.job],
    outbox,
    now: at('2025-03-04', '07:00'),
  })
  await runWeek(keeper, outbox)
  const registers = await openRegisters(memoryShelf<Batch>())
  await fillRegister(registers)
  const proposals = await openProposals({
    ...{ proposals: memoryShelf<Proposal>(), registers, outbox },
    villagesOf: (person) => town.people.find((one) => one.name === person)?.villages ?? [],
    readDay: (text, sentAt) => read(text, { sentAt: sentAt.slice(0, 16) }).date?.value,
  })
  const articles = await openPress(house, press ?? easyPress())
  await writeArticles(articles)
  const annual = openAnnual({
    ...house,
    registers,
    closings: memoryShelf<Closing>(),
    basis: readPrompt('annual/figures.yaml'),
    template: readPrompt('annual/report.md'),
  })
  const decided: string[] = []
  const demo = demoPane(messages, NOW)
  const rooms: DeskRooms = {
    ...house,
    clock,
    digests,
    study,
    keeper,
    registers,
    proposals,
    articles,
    annual,
    intake: {
      questions: () => [question, sameQuestion],
      decide: async (id: string, { yes, by }: { yes: boolean; by: string }) =>
        void decided.push(`${yes ? 'yes' : 'no'} ${id} ${by}`),
    },
    chase: { owed: () => [owed], ofWeek: () => 3 },
    cadence: readCadence(readPrompt('study-cadence.md')),
    outboxHand: {
      resend: async (id: string, by: string) => void decided.push(`resend ${id} ${by}`),
      checked: async (id: string, by: string) => void decided.push(`checked ${id} ${by}`),
    },
    running: () => [
      { name: '微信群', good: true, say: '模拟群在线。' },
      { name: '数据', good: false, say: '有 1 个文件读不出来，已挪到 data/损坏/，其余不受影响。' },
    ],
    jobTitle: (kind: string) => [digests.job, study.job].find((job) => job.kind === kind)?.title ?? kind,
    sessions: memoryShelf<Session>(),
    secret: 'fixture-secret',
    ...(real ? {} : { demo }),
    hostClock: handClock(NOW),
    ...change,
  }
  return { ...rooms, demo, outbox, proposals, decided, desk: createDesk(rooms) }
}

interface House {
  town: typeof town
  ledger: DeskRooms['ledger']
  outbox: Outbox
  messages: DeskRooms['messages']
  blobs: DeskRooms['blobs']
}

function openDigests(house: House) {
  return openDigest({
    ...house,
    feed,
    items: memoryShelf<Sighting>(),
    digests: memoryShelf<Digest>(),
    health: memoryShelf<SourceHealth>(),
    template: readPrompt('digest.md'),
    draw: async ({ day }) => ({
      hash: await house.blobs.keep(await madePicture('简报', 75, 100)),
      name: `${day}简报.png`,
    }),
  })
}

function openPress(house: House, press: Press): Promise<Articles> {
  return openArticles({
    ...house,
    articles: memoryShelf<Article>(),
    templates: readPrompts('article'),
    words: async (id) => (await house.messages.get(id))?.text,
    press,
    image: openImage(),
    say: house.outbox.write,
  })
}

async function sayWithTrouble(to: { group: string } | { person: string }, text: string): Promise<void> {
  if (text.includes('记为 2025-0002')) throw new Error('连接被关闭')
  if ('person' in to) throw new Fault('chat/no-target', `找不到${to.person}，可能已不是好友。`)
}

async function runWeek(keeper: DeskRooms['keeper'], outbox: Outbox): Promise<void> {
  await keeper.tick(at('2025-03-04', '08:00'))
  await keeper.tick(at('2025-03-05', '14:00'))
  await keeper.tick(at(DAY, '08:00'))
  const group = { group: '宣传工作群' }
  await outbox.write({ key: 'r1', to: group, text: '王芳，已收到，记为 2025-0001。', at: at(DAY, '08:20') })
  await outbox.write({ key: 'r2', to: group, text: '马强，已收到，记为 2025-0002。', at: at(DAY, '08:30') })
  const owed = '本月主题党日还没有收到红柳沟村的上报。'
  await outbox.write({ key: 'r3', to: { person: '马强' }, text: owed, at: at(DAY, '08:40') })
  await outbox.pump(at(DAY, '08:41'))
}

async function fillRegister(registers: Awaited<ReturnType<typeof openRegisters>>): Promise<void> {
  const member = (name: string, branch: string, joined: string) => ({
    on: joined,
    values: { name, branch, joined, sex: '男', birth: '1968-05-20', phone: '13800001234' },
    source: { sheet: '党员名册.xlsx', line: 2 },
  })
  await registers.change(
    'members',
    [
      member('马长顺', '红柳沟村党支部', '1988-07-01'),
      member('田有福', '张湾村党支部', '2003-06-28'),
      member('何桂兰', '张湾村党支部', '2015-12-10'),
    ],
    { by: '钱管理', at: at('2025-01-06', '10:00') },
  )
}

/** One published, one with a figure that stands in no row, one that waits for its first review. */
async function writeArticles(articles: Articles): Promise<void> {
  const by = { by: '李强', at: at('2025-03-05', '18:10') }
  const first = await articles.draft({ rows: ['2025-0002'], ...by })
  await signAll(articles, first.id)
  await articles.publish(first.id, { by: '李强', at: at('2025-03-05', '19:00') })
  await articles.tick(at('2025-03-05', '19:05'))
  const second = await articles.draft({ rows: ['2025-0001'], by: '李强', at: at(DAY, '08:30') })
  await articles.edit(second.id, {
    seen: second.version,
    change: { body: `${second.body}\n\n志愿者们共清运垃圾80袋，受到群众好评。` },
    by: '李强',
    at: at(DAY, '08:40'),
  })
  await articles.draft({ rows: ['2025-0002', '2025-0001'], by: '李强', at: at(DAY, '08:50') })
}

async function signAll(articles: Pick<Articles, 'sign'>, id: string): Promise<void> {
  await articles.sign(id, { step: 'first', by: '李强', at: at('2025-03-05', '18:20') })
  await articles.sign(id, { step: 'second', by: '周敏', at: at('2025-03-05', '18:30') })
  await articles.sign(id, { step: 'final', by: '赵主任', at: at('2025-03-05', '18:40') })
}
