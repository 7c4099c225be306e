import type { Field } from './reading.ts'
import { matchesOf } from './words.ts'

const SURNAME =
  '[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟]'
const TITLE =
  '(?:镇|乡|县|村|社区)?(?:党委|党支部|支部|党总支|党工委)?(?:副)?(?:书记|镇长|乡长|主任|委员|讲师|校长|站长|局长|部长|院长|所长|支书|第一书记|组织员)'
const FORMS: RegExp[] = [
  new RegExp(
    `(?<role>主持人?|主讲人?|讲课人|授课人|带队|领学人?|宣讲人)(?:[:为是] ?)(?<name>${SURNAME}[一-龥]{1,2})(?=[，。；、 \\n)]|$)`,
    'g',
  ),
  new RegExp(
    `(?<role>${TITLE})(?<name>${SURNAME}[一-龥]{1,2})(?=为|主持|讲|作|带|到|出席|领|致|参加|一行|宣|授|[，。、])`,
    'g',
  ),
  new RegExp(
    `(?<name>${SURNAME}(?:老师|书记|主任|镇长|教授|支书))(?<role>讲|主讲|授课|主持|带队|领学|宣讲)`,
    'g',
  ),
]

/** Who led or spoke: 主持人：韩建国, 镇党委副书记陈立新, 马老师讲的. */
export function findPeople(text: string): (Field<string> & { role: string })[] {
  const found: (Field<string> & { role: string })[] = []
  for (const form of FORMS) {
    for (const match of matchesOf(text, form)) {
      const { name, role } = match.groups ?? {}
      if (!name || !role) continue
      const start = match.index + match[0].indexOf(name)
      if (found.some((p) => p.span[0] < start + name.length && start < p.span[1])) continue
      found.push({ value: name, role, span: [start, start + name.length], by: '人名：职务', confidence: 0.8 })
    }
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}
