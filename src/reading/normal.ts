/**
 * One spelling for the rules to read, code unit for code unit: every offset into the result is an offset into the
 * message as received. Full-width digits and letters become half-width; commas not inside a number become `，`.
 */
export function normalize(text: string): string {
  const parts: string[] = []
  let kept = 0
  for (let i = 0; i < text.length; i += 1) {
    const folded = foldedAt(text, i)
    if (folded === undefined) continue
    parts.push(text.slice(kept, i), folded)
    kept = i + 1
  }
  if (kept === 0) return repairSlips(text)
  return repairSlips([...parts, text.slice(kept)].join(''))
}

const FOLD = new Map<number, string>(
  Object.entries({
    '．': '.',
    '／': '/',
    '－': '-',
    '—': '-',
    '–': '-',
    '―': '-',
    '～': '~',
    '〜': '~',
    '％': '%',
    '：': ':',
    '（': '(',
    '）': ')',
    '\u3000': ' ',
    '\u00a0': ' ',
    '\t': ' ',
    '\r': '\n',
    ';': '；',
    '!': '！',
    '?': '？',
    '﹕': ':',
    '○': '〇',
    號: '号',
    個: '个',
    黨: '党',
    週: '周',
    後: '后',
    禮: '礼',
  }).map(([c, folded]) => [c.charCodeAt(0), folded]),
)
const WIDE =
  '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ'
for (const c of WIDE) FOLD.set(c.charCodeAt(0), String.fromCharCode(c.charCodeAt(0) - 0xfee0))

/** What the letter there is written as; undefined where it stays. */
function foldedAt(text: string, i: number): string | undefined {
  const code = text.charCodeAt(i)
  if (code !== COMMA) return FOLD.get(code)
  return isDigit(text.charCodeAt(i - 1)) && isDigit(text.charCodeAt(i + 1)) ? undefined : '，'
}

const COMMA = 44

function isDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19)
}

/** Slips of voice input and pinyin keyboards in the words that carry a report; each keeps its length. */
const SLIPS: [RegExp, string][] = [
  [/党[圆园元](?=[过来参到今昨开学、，。 \d]|$)/g, '党员'],
  [/[服伏][物雾悟](?=老|群|居|村|商)/g, '服务'],
  [/党原(?=[大到三二一四五六七八九十\d两开参来])/g, '党员'],
  [/正[试是](?=党[员原])/g, '正式'],
  [/列[习息西](?=的?[一-龥]{2,8}[\d一二三四五六七八九十两])/g, '列席'],
  [/昨完(?=上)/g, '昨晚'],
  [/网格[原园圆](?=[\d ，、一二三四五六七八九十])/g, '网格员'],
  [/培讯(?=[课班会])/g, '培训'],
  [/直[拨播](?=带货)/g, '直播'],
  [/入[当挡]誓词/g, '入党誓词'],
  [/带[表婊](?=[应到大会\d三二一四五六七八九十])/g, '代表'],
  [/民带(?=[表代])/g, '民代'],
  [/方安/g, '方案'],
  [/[弃气][全权](?=\d|[一二三四五六七八九十])/g, '弃权'],
  [/参家(?=的|了)/g, '参加'],
  [/入[挡当](?=积极|申请|志愿)/g, '入党'],
  [/积极份子/g, '积极分子'],
  [/学雷[峰风]/g, '学雷锋'],
  [/生曰/g, '生日'],
  [/[当挡档][员圆园](?=[大0-9一二三四五六七八九十百两]|$|[，。 、])/g, '党员'],
  [/[支之枝][步布埠](?=[今昨上组开搞举召]|$|[，。 ])/g, '支部'],
  [/党[支之枝][步布不]/g, '党支部'],
  [/[注住主柱][题提体]党[日曰]/g, '主题党日'],
  [/党[可刻客](?=[，。 、\d]|$)/g, '党课'],
  [/[自志之][愿原][服伏][务物]/g, '志愿服务'],
  [/[自志之][愿原]者/g, '志愿者'],
  [/习[进进尽]平/g, '习近平'],
  [/[硬因英印](?=到\d{1,3}[人名]?[，、 ]?[实石食时]到\d)/g, '应'],
  [/[石食时](?=到\d)(?<=到\d{1,3}[人名]?[，、 ]?.)/g, '实'],
  [/下[五武伍](?=[志自去到在组搞开我村支])/g, '下午'],
  [/上[五武伍](?=[志自去到在组搞开我村支])/g, '上午'],
  [/[围委]问(?=[困老贫特五孤残低退])/g, '慰问'],
]

const SOME_SLIP = new RegExp(SLIPS.map(([slip]) => slip.source).join('|'))

function repairSlips(text: string): string {
  if (!SOME_SLIP.test(text)) return text
  let out = text
  for (const [slip, word] of SLIPS) out = out.replace(slip, word)
  return out
}
