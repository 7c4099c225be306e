import { type Bench, found, type Unplaced } from './bench.ts'
import { clusterAt, type Scoped } from './scope.ts'

/** Places whose name says which one it is; 田间地头 and 农家小院 do not. */
const PLACE =
  /广场|会议室|活动室|党员之家|服务中心|活动中心|文化中心|实践站|实践所|礼堂|文化站|文化馆|史馆|纪念馆|陵园|水库|书屋|图书室|敬老院|养老院|卫生室|卫生院|公园|村部|大队部|大院|党校|基地|园区|戏台|展览馆|体育馆|文化室|阅览室|操场|农场|景区|渠首|大坝/g
const LEAD = /^.*(?:在|到|赴|于|的|里|从|往|进|至|聚|了|和|与|、|入|来|地点|前|村|镇)/

/** A place the rows do not know, where the row spoken of has another. */
export function wrongPlaceNames(scoped: Scoped, bench: Bench): Unplaced[] {
  const { sentence } = scoped
  const { text } = sentence
  return [...text.matchAll(PLACE)].flatMap((match): Unplaced[] => {
    const end = match.index + match[0].length
    const lead = (/[一-龥]{0,3}$/.exec(text.slice(0, match.index))?.[0] ?? '').replace(LEAD, '').slice(-2)
    const name = lead + match[0]
    if (bench.sources.some((source) => source.text.includes(name))) return []
    if (scoped.mentions.some(({ span }) => span[0] <= match.index && end <= span[1])) return []
    const rows = clusterAt(scoped, match.index)?.rows ?? scoped.rows
    const known = rows.find(({ row }) => row.location)
    if (!known) return []
    const say = `地点“${name}”在所依据的台账里找不到，${known.row.number} 写的是“${known.row.location}”，请核对。`
    return [found('place', sentence, [end - name.length, end], known, say)]
  })
}
