import { Fault } from '../../fault.ts'

/** What each errcode of the public account means for a person (公众平台 全局返回码). */
const SENTENCES: Record<number, string> = {
  40001: '公众号不认这个 AppSecret 或令牌，请管理员到公众号后台“设置与开发”核对 AppSecret 后重填。',
  40002: '令牌请求的类型不对，这是程序的问题，请联系管理员。',
  40004: '公众号不收这种素材类型，请换成 jpg 或 png 图片。',
  40005: '公众号不收这种图片格式，请换成 jpg 或 png 图片。',
  40006: '图片太大，公众号要求小于 1 MB，请换一张。',
  40007: '公众号里找不到这份素材或草稿，可能已在后台删除，请重新点发布。',
  40009: '图片太大，公众号要求小于 1 MB，请换一张。',
  40013: 'AppID 不对，请管理员到公众号后台核对 AppID 后重填。',
  40014: '公众号令牌失效，请稍后再点发布；仍不行请管理员核对 AppSecret。',
  40125: 'AppSecret 不对，请管理员到公众号后台重置 AppSecret 后重填。',
  40243: 'AppSecret 已被冻结，请管理员到公众号后台解冻。',
  41001: '请求里没有令牌，这是程序的问题，请联系管理员。',
  41005: '图片没有传上去，请重新点发布。',
  42001: '公众号令牌过期，请稍后再点发布。',
  43002: '请求方式不对，这是程序的问题，请联系管理员。',
  44002: '送去的内容是空的，这是程序的问题，请联系管理员。',
  44003: '图文内容是空的，请补上正文。',
  45001: '图片太大，请换一张小些的。',
  45002: '正文太长，请删减正文或分成两篇。',
  45003: '标题太长，请缩短到 32 字以内。',
  45004: '摘要太长，请缩短到 120 字以内。',
  45008: '图文条数太多，请分开发布。',
  45011: '请求太频繁，请过几分钟再点发布。',
  45110: '作者名太长，请缩短到 16 字以内。',
  45166: '公众号不接受正文里的内容，请检查有没有违规文字或失效的链接。',
  47001: '送去的数据格式不对，这是程序的问题，请联系管理员。',
  50002: '公众号已被限制，请管理员登录公众号后台查看通知。',
  53503: '草稿没有通过平台检查，请到公众号后台打开草稿看提示。',
  53504: '这篇稿件必须在公众号后台由人发布，请到草稿箱操作。',
  53505: '这篇稿件要先在公众号后台手工保存一次才能发布，请到草稿箱保存后再点发布。',
}

/** Writes that were answered so may still have been done. */
const BUSY = new Set([-1, 45011])
const QUOTA = new Set([45009, 48006])
const UNAUTHORIZED = new Set([48001, 53504])
const DEAD_TOKEN = new Set([40001, 40014, 41001, 42001])

/** The Fault of an errcode. `write`: the call changes something at the other side. */
export function faultOf(errcode: number, errmsg: string, write: boolean): Fault {
  const rid = /rid:\s*([\w-]+)/.exec(errmsg)?.[1]
  const mark = rid ? `（错误码 ${errcode}，rid ${rid}）` : `（错误码 ${errcode}）`
  if (BUSY.has(errcode)) {
    const code = write && errcode === -1 ? 'press/unknown' : 'press/busy'
    return new Fault(code, `公众号系统繁忙，过一会儿会自动再核对。${mark}`)
  }
  if (QUOTA.has(errcode)) {
    return new Fault('press/quota', `公众号今天的调用次数已用完，明天零点后自动接着做。${mark}`)
  }
  if (UNAUTHORIZED.has(errcode)) {
    return new Fault('press/unauthorized', `本公众号没有这项权限，请到公众号后台由人操作。${mark}`)
  }
  if (errcode === 40164) return new Fault('press/address', `${addressSentence(errmsg)}${mark}`)
  if (DEAD_TOKEN.has(errcode)) return new Fault('press/token', `${SENTENCES[errcode]}${mark}`)
  if (errcode === 40007) return new Fault('press/missing', `${SENTENCES[40007]}${mark}`)
  const say = SENTENCES[errcode] ?? '公众号拒绝了这次请求，请把错误码告诉管理员。'
  return new Fault('press/refused', `${say}${mark}`)
}

/** 40164 carries the address that must be allowed. */
function addressSentence(errmsg: string): string {
  const address = /invalid ip\s+([\d.]+|[\da-f:]+)/i.exec(errmsg)?.[1]
  const which = address ? `IP ${address}` : '本机 IP（见错误信息）'
  return `公众号不认本机地址，请管理员到公众号后台“设置与开发 → 基本配置 → IP 白名单”加入${which}，再点发布。`
}
