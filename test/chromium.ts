import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** True where Debian's Chromium is not installed; in CI that is an error, not a reason to skip. */
export const missingChromium = !existsSync(executablePath)

if (missingChromium) {
  if (process.env.ZHENXUN_NO_SKIP) throw new Error('CI 里必须有 Chromium：apt-get install chromium')
  console.log('skipped: needs chromium（apt-get install chromium fonts-noto-cjk）')
}

export function launchChromium(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--headless',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  return chromium.launch({ executablePath, args })
}
