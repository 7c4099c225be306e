/**
 * Checks the directions of design.md: `bots → app → desk → article · annual · digest · study · intake → ledger ·
 * register → reading → chat · town`; nothing inside touches the world. Run by `npm run directions`.
 * It also fails when it read no module: a checker that sees nothing finds nothing.
 */
import { cruise, type IForbiddenRuleType } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const WORLD = '^src/(outside|sim|desk|app)/|^src/app\\.ts|^bots/'
const INSIDE = { path: '^src/', pathNot: WORLD }
/** Pure libraries: schemas, calendar, pinyin, distance, Markdown, HTML as text. */
const PURE = [
  'zod',
  'yaml',
  'marked',
  'sanitize-html',
  'pinyin-pro',
  'fastest-levenshtein',
  'chinese-days',
  'juice',
]
/** From the outer rooms to the waist; a room may import its own row's right-hand neighbours only by name below. */
const FLOORS = [
  '(article|annual|digest|study|intake)',
  '(ledger|register)',
  'reading',
  '(chat|schedule)',
  'town',
]

function noWayBack(): IForbiddenRuleType[] {
  return FLOORS.slice(1).map((floor, index) => ({
    name: `no-way-back-from-${floor}`,
    comment: '方向：外层的房间可以引用内层，内层不可引用外层。',
    severity: 'error',
    from: { path: `^src/${floor}[/.]` },
    // The list of categories is a word list that the town file may use; the reader itself stays above the town.
    to: {
      path: `^src/(${FLOORS.slice(0, index + 1).join('|')})[/.]`,
      pathNot: '^src/reading/category\\.ts$',
    },
  }))
}

const forbidden: IForbiddenRuleType[] = [
  ...noWayBack(),
  {
    name: 'inside-knows-no-world',
    severity: 'error',
    from: INSIDE,
    to: { path: WORLD },
  },
  {
    name: 'inside-uses-pure-packages-only',
    severity: 'error',
    from: INSIDE,
    to: { path: 'node_modules', pathNot: `node_modules/(${PURE.join('|')})/` },
  },
  {
    name: 'inside-uses-no-builtin-but-hashing',
    severity: 'error',
    from: INSIDE,
    to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
  },
  {
    name: 'wechaty-has-two-doors',
    severity: 'error',
    from: { pathNot: '^src/(outside/wechaty|sim/puppet)\\.ts$' },
    to: { path: 'node_modules/wechaty' },
  },
  {
    name: 'web-framework-lives-at-the-desk',
    severity: 'error',
    from: { pathNot: '^src/desk/|^bots/' },
    to: { path: 'node_modules/(hono|@hono)/' },
  },
  {
    name: 'tools-do-not-know-the-desk',
    severity: 'error',
    from: { path: '^src/outside/' },
    to: { path: '^src/(sim|desk|app)/|^src/app\\.ts|^bots/' },
  },
  {
    name: 'no-circle',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
]

/** Violations under the given folders of a house, as sentences. Throws when fewer than `minimum` modules were read. */
export async function violations(
  folders: string[],
  minimum: number,
  house = process.cwd(),
): Promise<string[]> {
  const { output } = await cruise(
    folders,
    {
      ruleSet: { forbidden },
      validate: true,
      baseDir: house,
      doNotFollow: { path: 'node_modules' },
      tsPreCompilationDeps: true,
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node'] },
    },
    undefined,
    { tsConfig: extractTSConfig('tsconfig.json') },
  )
  if (typeof output === 'string') throw new Error('dependency-cruiser gave no result')
  const own = output.modules.filter((one) => !one.source.includes('node_modules'))
  if (own.length < minimum)
    throw new Error(`只读到 ${own.length} 个模块，检查无效：请核对 dependency-cruiser 与 TypeScript 的版本。`)
  return output.summary.violations.map((one) => `${one.rule.name}: ${one.from} → ${one.to}`)
}

if (process.argv[1]?.endsWith('directions.ts')) {
  const found = await violations(['src', 'bots'], 20)
  for (const line of found) console.log(line)
  console.log(found.length === 0 ? '方向检查：没有越界的引用。' : `方向检查：${found.length} 处越界。`)
  process.exitCode = found.length === 0 ? 0 : 1
}
