/*
 * 公文格式 (GB/T 9704-2012): A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of 28 characters of
 * 3号 (16 pt); 标题 2号小标宋 centred; 一、黑体, （一）楷体, 1. and （1）仿宋; page number 4号 between dashes, right on odd and
 * left on even pages; 成文日期 in Arabic figures without padding zero. The font names are habit, not the standard.
 */
export const BODY = '仿宋_GB2312'
/** Half points. */
export const SIZE = { title: 44, body: 32, page: 28, table: 21 }
/** Millimetres in twentieths of a point. */
export const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)

/** Chinese characters in this font, Latin ones and figures in Times New Roman. */
export function fontOf(name: string): { ascii: string; hAnsi: string; eastAsia: string; cs: string } {
  return { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: name, cs: 'Times New Roman' }
}
