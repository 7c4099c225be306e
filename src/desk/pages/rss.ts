import { Hono } from 'hono'
import { rssOf } from '../../article/exits.ts'
import type { DeskEnv, DeskRooms } from '../rooms.ts'

/** 本镇文章订阅: what is out on the public account already; read without signing in where the town file says so. */
export function rssPages({ articles, town }: DeskRooms): Hono<DeskEnv> {
  return new Hono<DeskEnv>().get('/rss.xml', (c, next) => {
    if (!town.publicFeed && !c.get('person')) return next()
    const home = new URL('/', c.req.url).href
    const feed = rssOf(articles.list(), { town: town.name, home, self: new URL('/rss.xml', home).href })
    return c.body(feed, 200, {
      'Content-Type': 'application/rss+xml; charset=utf-8',
      'Cache-Control': 'max-age=300',
    })
  })
}
