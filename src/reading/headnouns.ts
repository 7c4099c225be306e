import { openLexicon } from './lexicon.ts'

/**
 * Who the counted people are by their noun. doer: those who act when a village is reported of; guest: those an activity is
 * held for; host: those who make it possible; needy: those help goes to; chosen: those a list is made of.
 */
export const NOUN = openLexicon({
  doer: `老先生 先生 女士 考察对象 培养对象 党员 老党员志愿者 党员志愿者 党员干部 党员代表 村民代表 群众代表 居民代表 人大代表 代表 奶奶 爷爷 大爷 大姨 大妈 大娘 大婶 婶子 伯伯 叔叔 阿姨 孃孃 婆婆 寿星 球员 队友 年轻娃 参农 蚕农 椒农 梨农 护工 巧手 老听客 小孩 业主 租户 房东 义警 阿姐 阿妹 客商 经销商 收购商 宝妈 屯长 老少爷们 爷们 官兵 烟农 蔗农 药农 花农 咖农 粮农 农技人员 技术人员 桡手 鼓手 划手 侨眷 归侨 华侨 侨亲 散户 大户 后生仔 学生仔 讨海人 渔嫂 老百姓 小哥 老兵 退役老兵 老战士 物业人员 网约车司机 女工 工友 裁缝 厨师 大厨 细路仔 细佬 大人 老人家 会长 会员代表 快递小哥 骑手 环卫 修路工 男劳力 女劳力 婆娘家 半大小子 小子 村官 大学生村官 同事 老同事 徒弟 师父 师傅 老师傅 老专家 年轻大夫 老党员 老干部 退役军人 汉子们 伢们 娃们 爹爹婆婆 新党员 药师 药剂师 老的 中年的 年轻的 小的 大的 男的 女的 老年人 青壮年 司机 老师 教师 带队老师 保安 力量 人手 群众 村民 居民 社员 会员 乡亲 老乡 街坊 邻居 干部 村干部 镇干部
    机关干部 驻村干部 包村干部 包组干部 两委 村两委 两委成员 志愿者 队员 工作队员 网格员 网格长 楼长 组长 小组长 成员 委员 支委 书记 支书 主任 第一书记 领导 镇领导
    班子成员 民兵 民警 辅警 职工 工人 员工 农户 户主 青年 团员 妇女 妇女代表 师生 师徒 乡贤 骨干 积极分子 入党积极分子 发展对象 预备党员 正式党员 流动党员
    同志 劳力 劳动力 壮劳力 后生 小伙 小伙子 姑娘 媳妇 汉子 婆娘 红马甲 红袖章 评议员 年轻人 中年人 老汉 理事 理事会成员 监委会成员
    监督员 护林员 保洁员 巡逻员 巡护员 船员 快递员 外卖员 商户代表 企业代表 技术员志愿者 医护人员 医务人员 医生 护士 大夫 选民 离退休干部 退休干部 机手 农机手 返乡大学生`,
  guest: `学员 家长 学生 孩子 娃娃 娃 娃儿 小朋友 儿童 大学生 小学生 中学生 种植户 养殖户 种粮户 散户 种粮大户 茶农 果农 菜农 农户代表
    选手 运动员 球员 参赛者 老人 老年人 香客 市民 商户 摊主 店主 老板 老年学员 献血者 牧民 渔民 新人 考生`,
  crowd: '听客 看客 睇客 亲友 家属 观众 听众 游客 来宾 嘉宾 宾客 来客',
  host: '理发师 理发师傅 理发员 工作人员 大学生志愿者 志愿者老师 主持人 救援人员 后勤人员 服务人员',
  taught:
    '老艺人 教官 讲古师傅 说书人 宣讲员 讲师 导师 评委 评委组 律师 讲课老师 授课老师 请的老师 书法老师 指导老师 舞蹈老师 主讲老师 专家 农艺师 教授 教练 裁判 主讲人 授课人 法官 技术员 农技员 演员 演职人员 戏班子 乐手 歌手',
  needy: `困难户 脱贫户 低保户 五保户 特困户 监测户 困难党员 生活困难党员 困难群众 困难职工 困难老人 困难家庭 困难学生 困境儿童 困难母亲 离任村干部
    残疾人 残疾老人 独居老人 空巢老人 孤寡老人 留守儿童 留守老人 留守妇女 特困人员 高龄老人 失能老人 病人 患者 优抚对象 军属 烈属 低保对象 帮扶对象
    服务对象 服刑人员 矫正对象 环卫工人 新生 困难新生 学子 贫困学子`,
  chosen: `好婆婆 好媳妇 好儿媳 好邻居 好儿女 好公婆 好家庭 好乡贤 先进个人 优秀党员 优秀志愿者 标兵 模范 之星 能手 带头人 先锋 后备干部 后备力量 候选人 预备人选
    推荐人选 当选人 获奖者 优秀选手 优秀学员 当事人`,
  team: '理事会 监委会 村委会 支委会 妇联 团支部 机关 镇机关 中学 学校 公司 合作社 工会 村里 村上 镇上 镇里 咱支部 他们支部 我们支部 对方支部 突击队 先锋队 工作队 工作组 检查组 督查组 服务队 宣讲队 调解组 巡逻队 班子 小组 代表队 支部 抢险队 应急队',
  none: '最大的 最小的 最老的 最年轻的 年纪最大的 年纪最小的 种植户代表 志愿者队 青年林 党员户',
})

/** What may stand between the noun or verb and the number: 有, 一共, 连大带小, 估摸着. */
const FILLING =
  /(?:大概|大约|差不多|总共|一共|共计|合计|将近|共有|拢共|拢总|统共|通共|满打满算|足足|整整|愣是|我?估摸着?|估计|怕有|少说也?|得有|刚好|正好|总数|都来了|全来了|来了|到了|去了|说是|算上|到场|连[一-龥]{1,3}带[一-龥]{1,3}|加起来|老老少少|大大小小|前前后后|前后|先后|逾|超过?|约|共|有|近|达|计|是|都|全|各|也|又|还|就|:| )+$/

export function withoutFilling(words: string): string {
  return words === '' ? words : words.replace(FILLING, '')
}

/** Those named by what they are, whatever the word: 轮机员, 渔嫂, 船老大. */
const SORT =
  /(?:(?<![动总])员|者|民|嫂|婆|孃|阿姨|阿婆|大叔|大伯|大爷|大娘|奶奶|老爷子|友|老板|老大|小哥|大姐|同学|姐妹|兄弟|乡亲|骑手|股东|组长|队长|楼长|理事|监事|家属|亲戚|后生|劳力|手艺人|(?<!律|大|导|讲|老)师|医生|民警|匠|官|仔|崽|(?<![成增延生很擅特专])长|(?<![动开施手完竣帮出投上民])工|(?<![动举对联牵握双抄])手|老同志|带头人|负责人|代表)$/

/** The noun of people that words end with, known by itself or by its last character. */
export function nounAtEnd(words: string): { word: string; sense: string } | undefined {
  const own = withoutFilling(words).replace(/(?<=[一-龥]{2})们$/, '')
  const known = NOUN.last(own)
  if (known) return known
  if (/[一二三四五六七八九\d](?:小?组|队|班)$|[一-龥](?:队|小组|专班|班组|宣讲团|服务团)$/.test(own))
    return { word: own.slice(-2), sense: 'team' }
  const sort = SORT.exec(own)
  return sort ? { word: own.slice(Math.max(0, own.length - 3)), sense: 'doer' } : undefined
}

/** 198个划手, 12个轮机员: a short word between the measure and a stop that is named like people. */
const SHORT_SORT =
  /^[一-龥]{1,2}(?:员|嫂|婆|娘|哥|姐|友|匠|(?<=[划舵鼓号炮旗新老熟生歌乐琴棋枪机射骑杀猎鸟])手)(?=[，。；！、 ]|$)/

/** The noun of people that words begin with. */
export function startsWithNoun(words: string): boolean {
  if (SHORT_SORT.test(words)) return true
  const first = NOUN.scan(words.slice(0, 8))[0]
  return first !== undefined && first.start === 0 && !/team|none/.test(first.sense)
}

const ALL_TOLD = /(?:拢共|拢总|统共|总共|一共|共计|合计|加起来|算上)(?:有|是)?$/
const PEOPLE_TOLD =
  /[人名位俩仨]|(?:党员|群众|学生|老人|代表|干部|志愿者|娃|来了|去了|到了|来的|去的)|不是\d{1,3}/

/** 去了17个 … 算上拢共19: the number that gathers people told before it. */
export function peopleAllTold(text: string, at: number, lead: string): boolean {
  return ALL_TOLD.test(lead) && PEOPLE_TOLD.test(text.slice(Math.max(0, at - 60), at))
}
