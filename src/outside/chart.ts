import * as echarts from 'echarts'
import { type Chart, sayChart } from '../annual/charts.ts'

// Single quotes: the drawing writes this into attributes as it stands.
const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
const COLOURS = ['#a4161a', '#b8b2a8']

/** Draws a chart as SVG text, for the desk's pages. Its numbers stand in it as text, for screen readers too. */
export function drawChart(chart: Chart, width = 720): string {
  const lying = chart.shape === 'bars'
  const height = heightOf(chart)
  const drawing = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    drawing.setOption(optionOf(chart, lying))
    return drawing.renderToSVGString().replace('<svg ', `<svg role="img" aria-label="${describe(chart)}" `)
  } finally {
    // A drawing that is not disposed keeps the process alive.
    drawing.dispose()
  }
}

/** Pixels: bars that lie need a line each. */
export function heightOf({ shape, labels, series }: Chart): number {
  return shape === 'bars' ? 90 + labels.length * (series.length > 1 ? 30 : 22) : 300
}

function optionOf(chart: Chart, lying: boolean): echarts.EChartsCoreOption {
  const names = { type: 'category', data: chart.labels, inverse: lying, axisTick: { show: false } }
  const values = { type: 'value', show: false }
  return {
    animation: false,
    color: COLOURS,
    textStyle: { fontFamily: FONT, fontSize: 14 },
    title: { text: `${chart.title}（${chart.unit}）`, textStyle: { fontSize: 16, fontWeight: 600 } },
    ...(chart.series.length > 1 ? { legend: { top: 28, left: 0 } } : {}),
    grid: { left: 8, right: 48, top: chart.series.length > 1 ? 64 : 44, bottom: 8, containLabel: true },
    xAxis: lying ? values : names,
    yAxis: lying ? names : values,
    series: chart.series.map((series) => ({
      type: 'bar',
      name: series.name,
      data: series.values,
      barMaxWidth: 28,
      label: { show: true, position: lying ? 'right' : 'top' },
    })),
  }
}

/** For an attribute. */
function describe(chart: Chart): string {
  return sayChart(chart).replace(/[<>&"]/g, '')
}
