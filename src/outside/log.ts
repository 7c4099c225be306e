import pino from 'pino'

/** The operator's log, one JSON line each on standard error; bodies of requests and secrets never go in. */
export function openLog(): (line: string, thrown?: unknown) => void {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
  return (line, thrown) => {
    if (thrown === undefined) log.info(line)
    else log.error({ err: thrown }, line)
  }
}
