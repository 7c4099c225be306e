import cron from 'node-cron'

/** A beat that can be stopped; `stop` waits for a beat under way. */
export interface Beat {
  stop(): Promise<void>
}

const EVERY = { minute: '* * * * *', second: '* * * * * *' }

/**
 * Calls `tick` at every full minute (or second). node-cron carries no plan and no memory here: what a beat finds is the keeper's affair,
 * so a late or lost beat does no harm. A beat never runs beside another; what it throws goes to `log`, and the next one comes.
 */
export function openBeat(
  tick: () => Promise<void>,
  log: (thrown: unknown) => void,
  every: keyof typeof EVERY = 'minute',
): Beat {
  let running: Promise<void> | undefined
  const beat = async () => {
    if (running) return
    running = tick().catch(log)
    await running
    running = undefined
  }
  const task = cron.schedule(EVERY[every], beat, { timezone: 'Asia/Shanghai', suppressMissedWarning: true })
  return {
    async stop() {
      await task.destroy()
      await running
    },
  }
}
