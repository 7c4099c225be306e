import sanitizeHtml from 'sanitize-html'

/** The platform's own picture addresses. */
export function pictureAddress(id: string, type: string): string {
  return `http://mmbiz.qpic.cn/sz_mmbiz/${id}/0?wx_fmt=${type === 'image/png' ? 'png' : 'jpeg'}`
}

const OWN = /^https?:\/\/mmbiz\.qpic\.cn\/sz_mmbiz\/([\w-]+)\//

export function pictureIdOf(src: string): string | undefined {
  return OWN.exec(src)?.[1]
}

/** What the platform takes out without a word: scripts, handlers, frames, pictures from elsewhere. */
export function stripped(content: string, known: (pictureId: string) => boolean): string {
  return sanitizeHtml(content, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    nonTextTags: ['script', 'style', 'iframe', 'object', 'noscript'],
    exclusiveFilter: ({ tag, attribs }) => {
      if (['script', 'style', 'iframe', 'object', 'form', 'input', 'link', 'meta'].includes(tag)) return true
      return tag === 'img' && !known(pictureIdOf(attribs.src ?? '') ?? '')
    },
    transformTags: {
      '*': (tagName, attribs) => ({ tagName, attribs: harmless(attribs) }),
    },
  })
}

function harmless(attribs: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attribs).flatMap(([name, value]) => {
      if (name.startsWith('on') || name === 'srcset' || name === 'data-src') return []
      // Background pictures from elsewhere go the way of img.
      return [[name, name === 'style' ? value.replace(/url\([^)]*\)/gi, 'none') : value]]
    }),
  )
}

export function textOf(html: string): string {
  return sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} }).replace(/\s+/g, '')
}
