import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Fault } from '../src/fault.ts'

/**
 * What is set outside the town file: secrets and the channel. Each secret may also be given as a file (`…_FILE`), as
 * container hosts do; both at once is a mistake, not a choice.
 */
export interface Settings {
  puppet: z.infer<typeof puppetSchema> | undefined
  puppetToken: string | undefined
  weixin: { appId: string; secret: string; baseUrl: string } | undefined
  /** Where the operator is told of trouble: a webhook, of which the address is the secret. */
  alertUrl: string | undefined
  model:
    | {
        key: string
        baseUrl: string
        model: string
        /** 元 for 1,000 tokens, for the note of what a draft cost. */
        prices: { input: number; output: number } | undefined
      }
    | undefined
  /** Hosts inside the office's own network from which sources may be read all the same. */
  feedHosts: string[]
}

/** The puppets that Wechaty knows and a township may use; the first two come with it, the others are installed by hand. */
const puppetSchema = z.enum([
  'wechaty-puppet-service',
  'wechaty-puppet-wechat4u',
  'wechaty-puppet-padlocal',
  'wechaty-puppet-xp',
  'wechaty-puppet-official-account',
])

const WEIXIN_BASE = 'https://api.weixin.qq.com'

/** Reads the environment. Faults `settings/both`, `settings/file`, `settings/half`, `settings/url`, `settings/puppet`. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const appId = value(env, 'WEIXIN_APPID')
  const secret = value(env, 'WEIXIN_SECRET')
  const key = value(env, 'OPENAI_API_KEY')
  if ((appId === undefined) !== (secret === undefined)) {
    throw new Fault('settings/half', 'WEIXIN_APPID 和 WEIXIN_SECRET 要么都填，要么都不填，请补上缺的那一个。')
  }
  return {
    puppet: puppet(value(env, 'ZHENXUN_PUPPET')),
    puppetToken: value(env, 'ZHENXUN_PUPPET_TOKEN'),
    weixin:
      appId && secret ? { appId, secret, baseUrl: url(env, 'WEIXIN_BASE_URL', WEIXIN_BASE) } : undefined,
    alertUrl: alertUrl(value(env, 'ZHENXUN_ALERT_URL')),
    model: key
      ? {
          key,
          baseUrl: url(env, 'OPENAI_BASE_URL', 'https://api.openai.com/v1'),
          model: value(env, 'OPENAI_MODEL') ?? 'gpt-4o-mini',
          prices: prices(value(env, 'OPENAI_PRICE_INPUT'), value(env, 'OPENAI_PRICE_OUTPUT')),
        }
      : undefined,
    feedHosts: (value(env, 'ZHENXUN_FEED_HOSTS') ?? '').split(/[,，\s]+/).filter(Boolean),
  }
}

function prices(
  input: string | undefined,
  output: string | undefined,
): { input: number; output: number } | undefined {
  if (input === undefined && output === undefined) return undefined
  const [asked, answered] = [Number(input), Number(output ?? input)]
  if (asked >= 0 && answered >= 0) return { input: asked, output: answered }
  throw new Fault(
    'settings/price',
    'OPENAI_PRICE_INPUT 和 OPENAI_PRICE_OUTPUT 应当是每千个词元的价钱（元），例如 0.004。',
  )
}

/** Its faulty value is not repeated: it holds a key. */
function alertUrl(given: string | undefined): string | undefined {
  if (given === undefined || isUrl(given)) return given
  throw new Fault(
    'settings/url',
    'ZHENXUN_ALERT_URL 不是网址，请写成 https://… 的形式（企业微信群机器人的 Webhook 地址）。',
  )
}

function puppet(name: string | undefined): Settings['puppet'] {
  const known = puppetSchema.optional().safeParse(name)
  if (known.success) return known.data
  throw new Fault(
    'settings/puppet',
    `ZHENXUN_PUPPET 写的“${name}”不认识，可以用：${puppetSchema.options.join('、')}。`,
  )
}

function value(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const plain = env[name]
  const file = env[`${name}_FILE`]
  if (plain && file) throw new Fault('settings/both', `${name} 和 ${name}_FILE 只能填一个，请去掉一个。`)
  if (!file) return plain?.trim() || undefined
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch (cause) {
    throw new Fault('settings/file', `${name}_FILE 指的文件“${file}”读不出来，请核对路径和权限。`, { cause })
  }
}

function url(env: NodeJS.ProcessEnv, name: string, standard: string): string {
  const given = value(env, name) ?? standard
  if (isUrl(given)) return given
  throw new Fault('settings/url', `${name} 不是网址：“${given}”，请写成 https://… 的形式。`)
}

function isUrl(given: string): boolean {
  return z.url({ protocol: /^https?$/ }).safeParse(given).success
}
