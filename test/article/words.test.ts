import { describe, expect, it } from 'vitest'
import { parseWordings } from '../../src/article/amiss.ts'
import { proofArticle } from '../../src/article/proof.ts'
import { bareRow, templates, town } from './cast.ts'

const wordings = parseWordings(templates.用词 ?? '')
const people = [
  ...town.people,
  { name: '张立民', aliases: [], roles: [], post: '党委书记', villages: [] },
  { name: '刘文海', aliases: [], roles: [], post: '党委副书记、镇长', villages: [] },
]
const rows = [
  bareRow('2025-0001', {
    village: '红柳沟村',
    date: '2025-03-05',
    words: ['张立民书记、刘文海镇长到红柳沟村参加主题党日，村党支部书记马强主讲，老师孙海燕领学'],
    by: '马强',
  }),
]
const kinds = (body: string) =>
  proofArticle(
    { title: '', author: '', digest: '', body, pictures: [], backing: [] },
    rows,
    { ...town, people },
    wordings,
  ).map((one) => one.kind)

describe('words that must not go out are found', () => {
  it.each([
    ['slip', '“这次培训很及时。”村民高兴的说。'],
    ['slip', '大家认真的听着，不时记笔记。'],
    ['slip', '党课讲的很透，党员听的津津有味。'],
    ['slip', '志愿者把广场打扫的干干净净。'],
    ['slip', '大家学习了《实施方案，围绕主题讨论。'],
    ['slip', '大家说：“好”。村民又说：”再来一次。'],
    ['slip', '要警钟常鸣，常抓不泄。'],
    ['slip', '大家大家一起动手。'],
    ['person', '刘文海书记参加主题党日。'],
    ['person', '镇长张立民参加主题党日。'],
    ['person', '副书记张立民参加主题党日。'],
    ['person', '村主任马强主讲。'],
    ['order', '刘文海、张立民参加主题党日。'],
    ['private', '走访慰问了王小兵、李大有等困难党员。'],
    ['private', '为学生孙小梅送去书包。'],
    ['private', '银行卡号6222 0212 3456 7894'],
    ['forbidden', '震惊！全村都来了。'],
  ])('%s: %s', (kind, body) => {
    expect(kinds(body)).toContain(kind)
  })
})

it('an order number and an office telephone are no private data', () => {
  expect(kinds('订单号 2025030512345678，邮编 730000，办公电话 0931-1234567。')).not.toContain('private')
})

describe('true and plain words are left alone', () => {
  it.each([
    '张立民书记、刘文海镇长到红柳沟村参加主题党日。',
    '党委书记张立民、党委副书记刘文海参加主题党日。',
    '村党支部书记马强主讲，老师孙海燕领学。',
    '“讲得好！”大家高兴地说，认真的态度、积极的作用都看得见。',
    '他们做的很多工作，群众看在眼里；这是我们学的新本领。',
    '村民们研究研究、讨论讨论，一件件小事有了着落，天天有人管，常常有人问。',
    '“一件一件办，件件有着落。”村民说。\n\n“这样好！”大家说。',
    '走访了脱贫户王大爷、李奶奶，同学们也来帮忙。',
    '干部们轻轻松松、干干净净做事；的确，人人都是参与者。',
    '深入学习贯彻党的创新理论（见附件），扎实推进各项工作。',
    '热情的服务赢得好评，细致的讲解让人明白。',
    '走访慰问困难党员、看望老人和孩子，资助学生安心上学，学生高兴地收下书包。',
    '书记高度重视，主任马上部署，委员何时到岗由各村安排，老师高兴地介绍。',
  ])('%s', (body) => {
    expect(kinds(body)).toEqual([])
  })
})
