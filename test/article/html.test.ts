import { describe, expect, it } from 'vitest'
import type { Article } from '../../src/article/article.ts'
import { withDarkColours } from '../../src/article/dark.ts'
import { renderArticle } from '../../src/article/html.ts'
import { noon, office } from './cast.ts'

async function rendered(body: string, change: Partial<Article> = {}) {
  const { articles } = await office()
  const draft = await articles.draft({ rows: ['2025-0001'], by: '李强', at: noon })
  return renderArticle(
    { ...draft, body, ...change },
    { town: '青石镇', src: (hash) => `http://pic.test/${hash}` },
  )
}

const picture = (hash: string) => ({ hash, name: `${hash}.jpg`, caption: `说明“${hash}”` })

describe('HTML for the public account', () => {
  it('has inline styles alone: no div, class, id, script, style sheet or variable', async () => {
    const html = await rendered(
      '## 标题\n\n正文**“重点”**内容。\n\n- 一\n- 二\n\n1. 甲\n\n> 引文\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n`x`\n\n---\n\n<div class="x" onclick="y()">原样</div><script>alert(1)</script>',
    )
    expect(html).not.toMatch(/<div|<script|<style|<ul|<ol|<li|var\(--|<[^>]*\s(?:class|id|on\w+)=/)
    expect(html).toContain('<strong>“重点”</strong>')
    expect(html).toContain('&lt;script&gt;')
  })

  it('turns links into footnotes and keeps bad ones out', async () => {
    const html = await rendered('见[官网](https://a.test/x?a=1&b=2)和[坏](javascript:alert(1))。')
    expect(html).not.toContain('<a')
    expect(html).toContain('[1] https://a.test/x?a=1&amp;b=2')
    expect(html).not.toContain('javascript')
  })

  it('shows only the article’s own pictures, several two by two', async () => {
    const html = await rendered('![](图1)![](图2)![](图3)\n\n![](http://evil.test/x.png)', {
      pictures: [picture('p1'), picture('p2'), picture('p3')],
    })
    expect(html.match(/<img/g)).toHaveLength(3)
    expect(html.match(/width:48.5%/g)).toHaveLength(2)
    expect(html).toContain('说明“p1”')
    expect(html).not.toContain('evil')
  })

  it('leaves no hole after full-width punctuation, and keeps a line where the writer broke it', async () => {
    const html = await rendered('**张湾村：志愿服务。** 3月5日，12人参加。\n第二行')
    expect(html).toContain('</strong>3月5日，12人参加。<br>第二行')
    expect(await rendered('- 一\n- 二')).toMatch(/width:24px[^>]*>•<\/span>一<\/section>/)
  })

  it('says when a model had a part', async () => {
    expect(await rendered('正文', { ai: true })).toContain('本文由人工智能辅助生成')
    expect(await rendered('正文')).not.toContain('人工智能')
  })
})

/** WCAG 2: contrast of two hex colours. */
function contrast(one: string, other: string): number {
  const light = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [high = 1, low = 0] = [light(one), light(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

describe('on a dark phone', () => {
  it.each(['red', 'ink', 'field'] as const)(
    '%s keeps its words readable and paints no bright ground',
    async (theme) => {
      const html = withDarkColours(
        await rendered('## 题\n\n> 引\n\n文[链](https://a.test)\n\n|a|\n|-|\n|1|', { theme }),
      )
      const found = (property: string) =>
        [...html.matchAll(new RegExp(`[";]${property}:light-dark\\((#\\w{6}),(#\\w{6})\\)`, 'g'))].map(
          (one) => one[2] ?? '',
        )
      const grounds = found('background-color').filter((one) => one !== '#3d6b3f')
      for (const ground of grounds) expect(contrast(ground, '#191919')).toBeLessThan(1.2)
      const words = found('color').filter((one) => one !== '#ffffff')
      expect(words.length).toBeGreaterThan(6)
      for (const colour of words) expect(contrast(colour, '#1e1e1e')).toBeGreaterThan(3.4)
    },
  )
})
