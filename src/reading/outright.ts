import type { Count } from './count.ts'

/** 来了2个老师: they came to teach. */
const TAUGHT =
  /^[^，。；！]{0,4}(?:教官|导师|评委|讲师|宣讲员|律师|法官|技术员|农技员|教授|专家|大夫|医生|老师(?!傅))/
const LABELLED =
  /(?<!应)(?:实到|实来|到会|到场|参加|出席|参训|参会|来了|到了)(?:会|的)?(?:正式)?(?:党员|代表|群众|人员|人数|村民)?(?:大概|大约|约|有|共)?[:为是]? ?$/

/** Right after the number: 42人参加仪式. */
const PRESENT =
  /^[^，。；！]{0,5}(?:全|都)(?:部|都)?(?:到|参加)|^[^，。；！]{0,12}?(?:线上参加|参加|参与|到场|参会|到会|出席|登台|上台(?!领)|参训|参演|聆听|观看|宣誓|(?:依次|逐一|轮流|分别|先后)(?!发言|交流|进行了?发言|作了?(?:发言|交流|表态))[^，。]{0,4}(?:作|讲|汇报|述职|上台|登台|答辩|演讲|展示|亮相|领诺|承诺|宣誓|签名|签字)|^(?:党员|代表|会员|选民|群众)?(?:投票|投了票|参加?表决|举手|打分|画票)|(?:一起|一块|一同|帮忙|(?<![送办务]餐?[一-龥]?)上门(?!做的|办的|送)|上阵|参战|出力)|填写[^，。]{0,4}(?:测评|问卷|选票)|(?:集体|先后|依次|分别)?接受(?:了)?[^，。；治谈]{0,6}(?:谈话|测试|考试|培训|测评|提问|教育))/

/** 实到31人, 53人到会: said outright, on one side of the number or the other. */
export function saidOutright({ before, after }: Count): boolean {
  if (/(?:参加|到场|出席|参会|参训|前来)的[一-龥]{0,6}$/.test(before) && !TAUGHT.test(after)) return true
  if (LABELLED.test(before) && !TAUGHT.test(after)) return true
  if (/^[^，。；]{0,4}(?:将(?!军)|拟|待)/.test(after)) return false
  if (/[为给向]$/.test(before) && !/参加|到场/.test(after)) return false
  const here = PRESENT.exec(after)?.[0]
  return here !== undefined && (/逐一|依次|集体/.test(here) || !/线上参加|签|请假/.test(here))
}
