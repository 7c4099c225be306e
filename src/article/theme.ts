import type { Article } from './article.ts'

/**
 * Three calm looks. Plain hex colours and inline styles only: the platform's editor drops classes, variables and
 * style sheets, and its dark mode turns colours by itself as long as no large ground is painted.
 */
export interface Theme {
  name: string
  accent: string
  /** A ground so light that the platform's dark mode takes it for white and darkens it (perceived brightness above 250). */
  soft: string
  text: string
  faint: string
  h2: string
  h2Inner: string
  h3: string
}

const heading = 'margin:36px 0 16px;line-height:1.5;font-size:18px;font-weight:bold;'

export const THEMES: Record<Article['theme'], Theme> = {
  red: {
    name: '朱红',
    accent: '#a3221d',
    soft: '#fdfaf9',
    text: '#2b2b2b',
    faint: '#8a8580',
    h2: `${heading}text-align:left;border-bottom:1px solid #e6d3cf;padding-bottom:8px;`,
    h2Inner: 'color:#a3221d;border-left:4px solid #a3221d;padding-left:10px;letter-spacing:1px;',
    h3: 'margin:24px 0 12px;line-height:1.6;font-size:16px;font-weight:bold;color:#a3221d;',
  },
  ink: {
    name: '墨蓝',
    accent: '#274b6d',
    soft: '#f9fbfd',
    text: '#2a2d31',
    faint: '#7e868e',
    h2: `${heading}text-align:center;`,
    h2Inner: 'color:#274b6d;border-bottom:2px solid #274b6d;padding:0 6px 6px;letter-spacing:2px;',
    h3: 'margin:24px 0 12px;line-height:1.6;font-size:16px;font-weight:bold;color:#274b6d;',
  },
  field: {
    name: '田野',
    accent: '#3d6b3f',
    soft: '#fafcf8',
    text: '#2c2e2a',
    faint: '#80857a',
    h2: `${heading}text-align:left;`,
    h2Inner: 'color:#ffffff;background-color:#3d6b3f;padding:5px 14px;border-radius:3px;letter-spacing:1px;',
    h3: 'margin:24px 0 12px;line-height:1.6;font-size:16px;font-weight:bold;color:#3d6b3f;',
  },
}

export function paragraphStyle(theme: Theme): string {
  return `margin:0 0 20px;font-size:16px;line-height:1.9;letter-spacing:0.5px;text-align:justify;color:${theme.text};`
}
