import type { Figure } from './figure.ts'
import type { Scoped } from './scope.ts'
import type { Fact, Source } from './source.ts'

/** Of these a noun says what was counted; 个, 次 and 处 count anything. */
const GOODS = /^(?:袋|桶|份|本|册|套|箱|盒|瓶|张|把|台|辆|棵|株|只|people|户|名)$/
const VERBS =
  /走访|慰问|看望|送去|送上|送来|送出|发放|发出|分发|领取|领到|清理|清运|清扫|征集|收集|签订|签下|签署|安排|演出|投入|服务|表彰|种植|栽植|栽种|购买|采购|捐赠|捐出|赠送|惠及|覆盖|开展|组织|参加|完成|新增|累计|其中|共计|现场|为他们|为其|群众(?=发放|送)/g
const SMALL =
  /[了共各的为等余多约近及和与给向把将在到有也又并还再就达是一二三四五六七八九十两百千万\d\s（）()：:]/g
/** Words for whatever was handed out. */
const ANY = /资料|材料|物品|物资|礼品|用品|慰问品|生活品|家庭|农户|人家|东西|人手/
const PEOPLE = /党员|群众|村民|老人|学生|儿童|干部|志愿者|军人|妇女|职工|居民/g

/** 老党员4名 where the row has 老党员12名、困难党员4名: the count of another thing. */
export function isAnothers(figure: Figure, fits: Fact[], scoped: Scoped, rows: Source[]): boolean {
  if (fits.some((fact) => fact.field !== 'quantities' || !fact.what)) return false
  const [before, after] = around(figure, scoped)
  const says = (fact: Fact) => {
    const what = (fact.what ?? '').replace(VERBS, '') || (fact.what ?? '')
    return what !== '' && (before.includes(what) || after.includes(what))
  }
  const others = rows.flatMap(({ facts }) =>
    facts.filter(
      (fact) => fact.field === 'quantities' && fact.unit === figure.unit && fact.value !== figure.value,
    ),
  )
  return !fits.some(says) && others.some(says)
}

function around({ span }: Figure, { sentence }: Scoped): [string, string] {
  const before = sentence.text
    .slice(Math.max(0, span[0] - 14), span[0])
    .split(/[，。、；：]/)
    .at(-1)
  const after = sentence.text.slice(span[1], span[1] + 8).split(/[，。、；：]/)[0]
  return [before ?? '', after ?? '']
}

/** 大米8袋 where the row has 面粉8袋: what the article counts has next to nothing in common with what the row counts. */
export function isOtherThing(figure: Figure, fits: Fact[], scoped: Scoped): boolean {
  if (!GOODS.test(figure.unit) || fits.some((fact) => fact.field !== 'quantities' || !fact.what)) return false
  const said = around(figure, scoped)
    .map((words, side) => words.split(/\d+/).at(side === 0 ? -1 : 0) ?? '')
    .join('')
  if (ANY.test(said)) return false
  return fits.every((fact) => {
    const what = (fact.what ?? '').split('、').at(-1) ?? ''
    return /^(?:people|户|名)$/.test(figure.unit)
      ? otherPeople(said, what)
      : otherGoods(bare(said), bare(what))
  })
}

function otherPeople(said: string, what: string): boolean {
  const named = what.match(PEOPLE) ?? []
  const claimed = said.match(PEOPLE) ?? []
  return named.length > 0 && claimed.length > 0 && !named.some((one) => said.includes(one))
}

function otherGoods(said: string, what: string): boolean {
  if (said.length < 2 || what.length < 2) return false
  if (!said.includes(what.slice(-3)) && nearly(said, what.slice(-3))) return true
  const common = [...new Set(what)].filter((one) => said.includes(one)).length
  return common < (what.length > 2 ? 2 : 1)
}

/** 宣传画 for 宣传单. */
function nearly(said: string, noun: string): boolean {
  if (noun.length < 3) return false
  return said.includes(noun.slice(0, 2)) && new RegExp(`${noun.slice(0, 2)}[一-龥]$`).test(said)
}

function bare(words: string): string {
  return words.replace(VERBS, '').replace(SMALL, '')
}
