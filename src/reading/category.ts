/** The kinds of activity (design.md, `zhenxun read`), with the words the office uses for them. */
export const CATEGORIES = {
  study: '理论学习',
  meeting: '三会一课',
  party_day: '主题党日',
  lecture: '宣讲党课',
  training: '培训',
  volunteer: '志愿服务',
  service: '为民办事',
  culture: '文化活动',
  customs: '移风易俗',
  membership: '发展党员',
  cadre: '干部队伍',
  mentor: '导师帮带',
  contest: '擂台比武',
  birthday: '政治生日',
  inspection: '督查',
  other: '其他',
} as const

export type Category = keyof typeof CATEGORIES

/** Whether a word is one of the keys above. */
export function isCategory(word: string): word is Category {
  return Object.hasOwn(CATEGORIES, word)
}

/** The keys, in the order of the list. */
export const CATEGORY_KEYS = Object.keys(CATEGORIES).filter(isCategory)
