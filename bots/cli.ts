import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import { Fault, sayOf } from '../src/fault.ts'

const house = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const version: unknown = JSON.parse(readFileSync(house('package.json'), 'utf8')).version

const TITLES: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
}

const zhenxun = new Command('zhenxun')
  .description('镇讯：乡镇工作群里的收报、台账、简报、推文与年报助手')
  .version(String(version))
  .helpOption('-h, --help', '显示帮助')
  .helpCommand(false)
  .configureHelp({ styleTitle: (title) => TITLES[title] ?? title })
  .configureOutput({ outputError: () => undefined })
  .exitOverride()

// Each command's file is imported when it is called: most need only a small part of the house.
zhenxun
  .command('demo')
  .description('启动模拟乡镇：不需要微信、密钥和数据库')
  .option('--data <文件夹>', '数据放在哪里（默认 data/demo，带 --year 时 data/year）')
  .option('--town <文件>', '本镇文件', house('bots/town.sample.yaml'))
  .option('--port <端口>', '审核台的端口', '8080')
  .option('--year', '把虚构的一整年（约 4 万条群消息）放进真的程序里，再打开它的年报')
  .option('--lines <条数>', '带 --year 时：一共放多少条（上报一条不少，少的是闲聊）')
  .action(async ({ year, ...options }) => {
    if (year)
      return (await import('./year.ts')).yearCommand({ ...options, data: options.data ?? 'data/year' })
    return (await import('./demo.ts')).demoCommand({ ...options, data: options.data ?? 'data/demo' })
  })

zhenxun
  .command('start')
  .description('启动真正的机器人（先按 bots/town.sample.yaml 写好本镇文件）')
  .option('--data <文件夹>', '数据放在哪里', 'data/town')
  .option('--town <文件>', '本镇文件', 'bots/town.yaml')
  .option('--port <端口>', '审核台的端口', '8080')
  .action(async (options) => (await import('./town.ts')).startCommand(options))

zhenxun
  .command('read')
  .description('识读：标准输入每行一条消息（JSON），标准输出每行一条结果')
  .option('--town <文件>', '本镇文件，用来认村名和单位')
  .option('--explain', '逐项说明依据哪些字、哪条规则')
  .option('--cases <文件>', '用本单位更正过的样例给识读打分')
  .action(async ({ town, explain, cases }) => {
    const { readCommand } = await import('./read.ts')
    const { placesOf } = await import('./places.ts')
    const { stdin: input, stdout: output, stderr: errors } = process
    const places = town ? { places: await placesOf(town) } : {}
    const bad = await readCommand({ input, output, errors, ...places, explain, cases })
    if (bad > 0) process.exitCode = 1
  })

zhenxun
  .command('play')
  .description('把一份聊天剧本放进全新的模拟乡镇里演一遍')
  .argument('<剧本>', '剧本文件，写法见 test/scenes')
  .option('--town <文件>', '本镇文件', house('test/town.yaml'))
  .option('--json', '只输出一个 JSON 对象')
  .action(async (file, options) => (await import('./play.ts')).playCommand(file, options))

zhenxun
  .command('feed')
  .description('读一个信源（文件或网址），每行输出一条')
  .argument('<文件或网址>')
  .option('--now <时刻>', '按哪个时刻判断新旧，例如 2026-06-05T08:00:00+08:00')
  .option('--list <条目>', '没有订阅源的列表页：一条消息的 CSS 选择器，例如 "ul.news > li"')
  .action(async (source, options) => {
    // Whoever types an address of this machine means it; a page that leads there from outside is still refused.
    const own = /^https?:\/\/((?:127\.0\.0\.1|localhost)(?::\d+)?)/i.exec(source)?.[1]
    return (await import('./feed.ts')).feedCommand(source, { ...options, allow: own ? [own] : [] })
  })

zhenxun
  .command('proof')
  .description('校对推文：每个数字、日期、村名都要能在台账里找到')
  .argument('<推文>', 'Markdown 文件')
  .requiredOption('--rows <文件>', '台账条目，play --json 的输出')
  .option('--json', '输出 JSON')
  .action(async (file, options) => (await import('./proof.ts')).proofCommand(file, options))

zhenxun
  .command('import')
  .description('把已有的 Excel 台账或名册导入（先预览，加 --yes 才写入）')
  .argument('<文件>', '.xlsx 或 .csv')
  .option('--data <文件夹>', '数据放在哪里', 'data/town')
  .option('--town <文件>', '本镇文件', 'bots/town.yaml')
  .option('--register <名册>', '导入到哪一种名册，如 党员、发展党员；不写就是台账')
  .option('--yes', '确认写入')
  .action(async (file, options) => (await import('./import.ts')).importCommand(file, options))

zhenxun
  .command('annual')
  .description('算出一年（或到今天为止）的数据，写出年度述职报告')
  .option('--data <文件夹>', '数据放在哪里', 'data/town')
  .option('--town <文件>', '本镇文件', 'bots/town.yaml')
  .option('--year <年>', '哪一年，也可以写 2023-Q1、2023-03')
  .option('--word <文件>', '另存为 Word 文件')
  .option('--excel <文件>', '另存为 Excel 文件，一项数据一张表')
  .action(async (options) => (await import('./annual.ts')).annualCommand(options))

zhenxun
  .command('doctor')
  .description('检查运行环境和配置，用中文说明哪里不对、怎么办')
  .option('--data <文件夹>', '数据放在哪里', 'data/town')
  .option('--town <文件>', '本镇文件', 'bots/town.yaml')
  .option('--port <端口>', '审核台的端口', '8080')
  .action(async (options) => (await import('./doctor.ts')).doctorCommand(options))

zhenxun
  .command('backup')
  .description('备份数据文件夹')
  .argument('<备份到>', '新文件夹')
  .option('--data <文件夹>', '数据放在哪里', 'data/town')
  .action(async (to, options) => (await import('./backup.ts')).backupCommand(options.data, to))

zhenxun
  .command('restore')
  .description('从备份恢复数据文件夹（原有数据先移到旁边，不覆盖）')
  .argument('<备份>', '备份文件夹')
  .option('--data <文件夹>', '数据放在哪里', 'data/town')
  .action(async (from, options) => (await import('./backup.ts')).restoreCommand(from, options.data))

try {
  await zhenxun.parseAsync()
} catch (thrown) {
  if (thrown instanceof CommanderError) {
    // 1 is the answer of `proof` that an article is barred; a wrong call is something else.
    process.exitCode = thrown.exitCode === 0 ? 0 : 2
    if (thrown.exitCode !== 0) console.error(misuse(thrown))
  } else {
    console.error(sayOf(thrown))
    if (!(thrown instanceof Fault)) console.error(thrown)
    process.exitCode = 1
  }
}

/** What was typed wrong, in a sentence. */
function misuse({ code, message }: CommanderError): string {
  const word = /'([^']*)'/.exec(message)?.[1] ?? ''
  const says: Record<string, string> = {
    'commander.unknownCommand': `没有“${word}”这个命令。`,
    'commander.unknownOption': `没有“${word}”这个选项。`,
    'commander.missingArgument': `还缺“${word}”。`,
    'commander.missingMandatoryOptionValue': `必须写明“${word}”。`,
    'commander.optionMissingArgument': `“${word}”后面要写内容。`,
    'commander.excessArguments': '写多了，多出来的内容用不上。',
    'commander.help': '请写明要做什么。',
  }
  return `${says[code] ?? message}用 zhenxun --help 查看全部命令和写法。`
}
