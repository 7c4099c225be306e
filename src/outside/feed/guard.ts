import { lookup as systemLookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { Fault } from '../../fault.ts'

/** Addresses that no feed of the public internet has: our own machine, the office's network, and what leads there. */
const PRIVATE = new BlockList()
const RANGES: [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
]
for (const [net, bits, family] of RANGES) PRIVATE.addSubnet(net, bits, family)

/** The only part of IPv6 that is handed out to the public, and what in it hides an IPv4 address (Teredo, 6to4) or is for documents. */
const PUBLIC_6 = new BlockList()
PUBLIC_6.addSubnet('2000::', 3, 'ipv6')
const HIDING_6 = new BlockList()
HIDING_6.addSubnet('2001::', 23, 'ipv6')
HIDING_6.addSubnet('2001:db8::', 32, 'ipv6')
HIDING_6.addSubnet('2002::', 16, 'ipv6')
HIDING_6.addSubnet('3fff::', 20, 'ipv6')

/** Whether the IP address may be one of our own network; what is no IP address is taken as private. */
export function isPrivate(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return PRIVATE.check(address, 'ipv4')
  if (family === 6) return !PUBLIC_6.check(address, 'ipv6') || HIDING_6.check(address, 'ipv6')
  return true
}

function refused(host: string): Fault {
  return new Fault(
    'feed/refused-address',
    `信源地址 ${host.slice(0, 100)} 指向本机或内部网络，为安全起见没有读取。请核对网址；确需读取内网信源的，请管理员把它写进环境变量 ZHENXUN_FEED_HOSTS。`,
  )
}

/**
 * Refuses private addresses in the dialer, after DNS has answered and before anything connects: a name that
 * answers differently the second time, and a redirect, come through here too. All answers must be public.
 */
function guardedLookup(lookup: LookupFunction): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, answers) => {
      const list = typeof answers === 'string' ? [{ address: answers, family: isIP(answers) }] : answers
      const [first] = list ?? []
      if (error || !first) return done(error ?? new Error(`no address for ${host}`), '', 0)
      if (list.some((one) => isPrivate(one.address))) return done(refused(host), '', 0)
      if (options.all) done(null, list)
      else done(null, first.address, first.family)
    })
  }
}

/** How connections are made: guarded for the world, open for the `host:port` that were allowed by name. */
export function openDialers({ lookup = systemLookup }: { lookup?: LookupFunction } = {}) {
  const settings = { connections: 4, pipelining: 1, keepAliveTimeout: 1_000 }
  const guarded = new Agent({ ...settings, connect: { lookup: guardedLookup(lookup), timeout: 8_000 } })
  const open = new Agent({ ...settings, connect: { timeout: 8_000 } })
  return { guarded, open, close: async () => void (await Promise.all([guarded.close(), open.close()])) }
}

const PORTS = ['', '80', '443']

/** What can be seen of an address before DNS: scheme, user name, port, an IP written as such. */
export function checkAddress(url: URL): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Fault('feed/bad-address', '信源地址须以 http:// 或 https:// 开头，请在本镇文件里改正。')
  }
  if (url.username || url.password) {
    throw new Fault('feed/bad-address', '信源地址里不要写用户名和密码，请在本镇文件里改正。')
  }
  if (!PORTS.includes(url.port)) throw refused(url.host)
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) && isPrivate(literal)) throw refused(url.host)
}
