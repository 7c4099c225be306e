import { openAnnual } from '../annual/annual.ts'
import { closingSchema } from '../annual/closing.ts'
import { proseSchema } from '../annual/prose.ts'
import { articleSchema } from '../article/article.ts'
import { openArticles } from '../article/articles.ts'
import { openDraftings } from '../article/drafting.ts'
import { openWidths } from '../article/fitness.ts'
import { openSuggestions } from '../article/propose.ts'
import { publishedArticles } from '../article/published.ts'
import { messageSchema } from '../chat/message.ts'
import { openOutbox, outgoingSchema } from '../chat/outbox.ts'
import { openOutboxHand } from '../chat/outbox-hand.ts'
import { systemClock } from '../clock.ts'
import { openDigest } from '../digest/digest.ts'
import { sourceHealthSchema } from '../digest/health.ts'
import { sightingSchema } from '../digest/item.ts'
import { digestSchema } from '../digest/record.ts'
import { sentDigests } from '../digest/sent.ts'
import { burstSchema } from '../intake/burst.ts'
import { nudgeSchema, openChase } from '../intake/chase.ts'
import { openIntake } from '../intake/intake.ts'
import { seenPictureSchema } from '../intake/pictures.ts'
import { questionSchema } from '../intake/question.ts'
import { entrySchema } from '../ledger/entry.ts'
import { openLedger } from '../ledger/ledger.ts'
import { drawCard } from '../outside/card.ts'
import { drawGreeting } from '../outside/greeting.ts'
import { readPrompt, readPrompts } from '../outside/prompts.ts'
import { caseSchema } from '../reading/cases.ts'
import { read, readAll } from '../reading/read.ts'
import { batchSchema } from '../register/change.ts'
import { openProposals, proposalSchema } from '../register/proposal.ts'
import { openRegisters } from '../register/register.ts'
import { isWorkday } from '../schedule/calendar.ts'
import { openBirthdays } from '../study/birthday.ts'
import { birthdayBook } from '../study/birthday-book.ts'
import { cadenceJob } from '../study/cadence-job.ts'
import { readCadence } from '../study/cadence-rules.ts'
import { checkInSchema } from '../study/check-in.ts'
import { plannedSessionSchema } from '../study/plan.ts'
import { openStudy } from '../study/study.ts'
import { speaker } from './address.ts'
import type { Edges } from './edges.ts'
import { owedOn } from './owed.ts'

/** Milliseconds that a model may take over one report; the question is asked without it then. */
const MODEL_PATIENCE = 8000

/** Opens every room on its shelves, from the waist of the house outwards. */
export async function openRooms({
  town,
  store,
  chat,
  clock,
  feed,
  press,
  links,
  image,
  eye,
  model,
  pace,
}: Edges) {
  const messages = store.shelf('messages', messageSchema)
  const lines = store.shelf('outbox', outgoingSchema)
  const outbox = await openOutbox(lines, speaker({ town, chat, blobs: store.blobs }), {
    online: () => chat.state().online,
    ...(pace ? { pace } : {}),
  })
  const ledger = await openLedger(store.shelf('ledger', entrySchema))
  const registers = await openRegisters(store.shelf('registers', batchSchema))
  const proposals = await openProposals({
    proposals: store.shelf('proposals', proposalSchema),
    registers,
    outbox,
    villagesOf: (person) => town.people.find((one) => one.name === person)?.villages ?? [],
    readDay: (text, sentAt) => read(text, { sentAt: sentAt.slice(0, 16) }).date?.value,
  })
  const words = async (message: string) => (await messages.get(message))?.text
  const cadence = readCadence(readPrompt('study-cadence.md'))

  const intake = await openIntake({
    town,
    ledger,
    outbox,
    messages,
    bursts: store.shelf('bursts', burstSchema),
    questions: store.shelf('questions', questionSchema),
    read: readAll,
    cases: store.shelf('cases', caseSchema),
    ...(model ? { reader: { model, system: readPrompt('reading.md'), patience: MODEL_PATIENCE } } : {}),
    pictures: { seen: store.shelf('pictures', seenPictureSchema), blobs: store.blobs, eye },
  })
  const chase = await openChase({
    town,
    outbox,
    nudges: store.shelf('nudges', nudgeSchema),
    owed: (day) => owedOn({ town, ledger, rules: cadence.rules, day }),
    isWorkday: (day) => isWorkday(day, town.officeDays),
    listed: (from, to) => cadenceJob({ town, ledger, file: cadence }).plan(from, to).length > 0,
  })
  const study = await openStudy({
    town,
    checkIns: store.shelf('check-ins', checkInSchema),
    planned: store.shelf('study-plan', plannedSessionSchema),
    ledger,
    outbox,
    template: readPrompt('study.md'),
  })
  const birthdays = openBirthdays({
    town,
    book: birthdayBook(registers),
    outbox,
    template: readPrompt('birthday.md'),
    draw: async (words, name) => ({ hash: await store.blobs.keep(await drawGreeting(words)), name }),
  })
  const digests = await openDigest({
    town,
    ledger,
    items: store.shelf('items', sightingSchema),
    digests: store.shelf('digests', digestSchema),
    health: store.shelf('sources', sourceHealthSchema),
    feed,
    outbox,
    template: readPrompt('digest.md'),
    draw: async (digest) => ({
      hash: await store.blobs.keep(await drawCard(town.name, digest)),
      name: `${digest.day}简报.png`,
    }),
    ...(model ? { model } : {}),
  })
  const articles = await openArticles({
    town,
    articles: store.shelf('articles', articleSchema),
    ledger,
    templates: readPrompts('article'),
    blobs: store.blobs,
    say: outbox.write,
    words,
    pictures: async (id) => (await messages.get(id))?.picture,
    image,
    ...(links ? { links } : {}),
    ...(press ? { press } : {}),
    ...(model ? { model } : {}),
  })
  const suggestions = openSuggestions({
    town,
    ledger,
    articles,
    picture: async (id) => (await messages.get(id))?.picture?.hash,
    width: openWidths({ image, blobs: store.blobs }),
  })
  const annual = openAnnual({
    town,
    ledger,
    registers,
    articles: async () => publishedArticles(articles.list()),
    digests: async () => sentDigests(digests.list(), messages),
    words,
    closings: store.shelf('closings', closingSchema),
    basis: readPrompt('annual/figures.yaml'),
    template: readPrompt('annual/report.md'),
    brief: readPrompt('annual/brief.md'),
    prose: {
      ...{ proses: store.shelf('prose', proseSchema), system: readPrompt('annual/prose.md'), town },
      ...(model ? { model } : {}),
    },
  })
  const outboxHand = openOutboxHand(lines, outbox)
  const { blobs } = store
  return {
    ...{ town, clock, messages, blobs, outbox, outboxHand, ledger, registers, proposals, cadence },
    ...{ intake, chase, study, birthdays, digests, articles, suggestions, annual },
    ...(model ? { draftings: openDraftings(articles, systemClock) } : {}),
  }
}
