import { describe, expect, it } from 'vitest'
import type { Article } from '../../src/article/article.ts'
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

  it('says when a model had a part', async () => {
    expect(await rendered('正文', { ai: true })).toContain('本文由人工智能辅助生成')
    expect(await rendered('正文')).not.toContain('人工智能')
  })
})
