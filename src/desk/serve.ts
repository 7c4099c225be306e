import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { Fault } from '../fault.ts'
import type { DeskEnv } from './rooms.ts'

export interface Served {
  /** `http://127.0.0.1:8080` */
  url: string
  close(): Promise<void>
}

/** Opens the desk on a port (0: any free one). Throws Fault `desk/port-in-use`, `desk/port`. */
export function serveDesk(desk: Hono<DeskEnv>, port: number, hostname = '127.0.0.1'): Promise<Served> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: desk.fetch, port, hostname }, (address) =>
      resolve({ url: `http://${hostname}:${address.port}`, close: () => closeServer(server) }),
    )
    server.once('error', (thrown: NodeJS.ErrnoException) => reject(portFault(port, thrown)))
  })
}

function portFault(port: number, thrown: NodeJS.ErrnoException): Fault {
  if (thrown.code === 'EADDRINUSE') {
    return new Fault(
      'desk/port-in-use',
      `端口 ${port} 已被别的程序占用（也可能镇讯已经在运行）。请先关掉它，或换一个端口，例如加 --port ${port + 1}。`,
      { cause: thrown },
    )
  }
  return new Fault('desk/port', `审核台打不开端口 ${port}：${thrown.message}。请换一个端口再试。`, {
    cause: thrown,
  })
}

/** Open pages keep their connections; they are cut, so that Ctrl-C does not wait for a browser. */
function closeServer(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}
