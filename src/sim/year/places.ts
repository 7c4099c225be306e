/** The invented township of the simulated year: 27 villages, 12 communities, and who speaks for them. */
export const VILLAGES = [
  '张湾村 红柳沟村 上滩村 马家塬村 枣林村 石岘子村 沙窝子村 新渠村 杏花坪村',
  '柳树湾村 大水泉村 白崖村 韩家沟村 清泉村 桃园村 东坡村 西岭村 南河村',
  '北庄村 高塬村 双桥村 三岔村 月亮湾村 青杨村 榆树梁村 槐树庄村 梨花台村',
].flatMap((line) => line.split(' '))

export const COMMUNITIES = [
  '站前社区 东关社区 西关社区 南街社区 北苑社区 文昌社区',
  '春晖社区 和平社区 河滨社区 光明社区 新城社区 向阳社区',
].flatMap((line) => line.split(' '))

export const PLACES = [...VILLAGES, ...COMMUNITIES]

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂华兰英玉梅建国志文海燕春雨秋红卫东学斌']

/** The n-th invented name: all of them different up to some 60,000. */
export function personName(n: number): string {
  const surname = SURNAMES[n % SURNAMES.length] ?? ''
  const rest = Math.floor(n / SURNAMES.length)
  const first = GIVEN[(rest + n * 7) % GIVEN.length] ?? ''
  const second = Math.floor(rest / GIVEN.length)
  return `${surname}${GIVEN[(rest * 5 + second + n) % GIVEN.length] ?? ''}${first}`
}

/** The person who writes for a village or community in the group. */
export function speakerOf(place: string): string {
  return personName(PLACES.indexOf(place) + 3)
}

/** The office of the township, which writes for 镇党委 and the other bodies. */
export const OFFICE = ['李强', '周敏', '赵主任']
/** The party secretary, who asks where a figure comes from. */
export const LEADER = '高书记'

export const REPORT_GROUP = '宣传工作群'
export const SECRETARY_GROUP = '村书记群'
