import type { Span } from './reading.ts'
import { spansOf } from './words.ts'

/** “老乡们，今天咱不念稿子。”, “感谢党和政府！”, “咱村里，”: words with a stop of their own in the quotation marks, or with a pause and long. */
const SAID =
  /“[^”\n]{2,200}[。！？…]”|“[^”\n]{2,60}，”|“[^”\n]{3,80}，[^”\n]{2,80}”(?!主题|活动|宣讲|志愿|服务|突击|大赛|比赛|演出|文艺|培训|讲座|专题|仪式)/g

/** Somebody's words in quotation marks; titles and mottoes are none. What is named, dated or counted in there is not of the activity. */
export function speechIn(text: string): Span[] {
  return text.includes('“') ? spansOf(text, SAID) : []
}
