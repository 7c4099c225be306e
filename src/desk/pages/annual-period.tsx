/** Which year, quarter or month is looked at: the last years, and the parts of the one on the page. */
export function Periods({ period, now }: { period: string; now: string }) {
  const shown = period.slice(0, 4)
  const latest = Number(now.slice(0, 4))
  const years = [...new Set([latest, latest - 1, latest - 2, Number(shown)])].sort((a, b) => b - a)
  const over = shown < now.slice(0, 4)
  const months = over ? 12 : Number(now.slice(5, 7))
  const choices = [
    ...years.map((year) => ({ value: String(year), name: `${year}年` })),
    ...[1, 2, 3, 4]
      .filter((n) => n * 3 - 2 <= months)
      .map((n) => ({ value: `${shown}-Q${n}`, name: `${shown}年第${'一二三四'[n - 1]}季度` })),
    ...Array.from({ length: months }, (_, n) => months - n).map((n) => ({
      value: `${shown}-${String(n).padStart(2, '0')}`,
      name: `${shown}年${n}月`,
    })),
  ]
  return (
    <form class="filters" method="get" action="/annual" data-submit-on-change>
      <label class="field">
        <span>时段</span>
        <select name="period">
          {choices.map((one) => (
            <option value={one.value} selected={one.value === period}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">查看</button>
    </form>
  )
}

/** What the paper of a period is called on its button. */
export function paperName(period: string): string {
  if (period.includes('Q')) return '季报'
  return period.length > 4 ? '月报' : '述职报告'
}
