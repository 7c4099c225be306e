import type { Context } from 'hono'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { dayOf, spokenDay } from '../clock.ts'
import type { Person } from '../town.ts'
import { inOffice } from './rights.ts'
import type { DeskEnv, DeskRooms } from './rooms.ts'
import { asset } from './static.ts'
import { spokenRoles, spokenWeekday } from './wording.ts'

const PAGES = [
  { path: '/', name: '今日' },
  { path: '/messages', name: '群消息' },
  { path: '/ledger', name: '台账' },
  { path: '/articles', name: '推文', office: true },
  { path: '/digest', name: '简报', office: true },
  { path: '/study', name: '学习' },
  { path: '/register', name: '名册', office: true },
  { path: '/annual', name: '年报', office: true },
  { path: '/running', name: '运行', office: true },
]

export interface Look {
  title: string
  /** The path of the page's entry in the menu. */
  here?: string
  status?: 200 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500
  wide?: boolean
}

/** Puts a page into the frame and answers with it. */
export function show(
  c: Context<DeskEnv>,
  rooms: DeskRooms,
  { title, here, status = 200, wide = false }: Look,
  body: Child,
) {
  const { town, demo, clock } = rooms
  const page = (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{`${title} · 镇讯 ${town.name}`}</title>
        <link rel="icon" href={asset('mark.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={asset('desk.css')} />
        <script src={asset('desk.js')} defer />
      </head>
      <body>
        <a class="skip" href="#main">
          跳到正文
        </a>
        <Masthead rooms={rooms} c={c} here={here} />
        {demo && c.get('person') && (
          <p class="demo-strip">
            <span>
              演示 · 模拟时间 <b>{`${spokenDay(dayOf(clock.now()))} ${clock.now().slice(11, 16)}`}</b>{' '}
              {spokenWeekday(dayOf(clock.now()))}
            </span>
            <a href="/demo">打开模拟群</a>
          </p>
        )}
        {c.get('alarm') && (
          <p class="alarm" role="alert">
            {c.get('alarm')} <a href="/running">去看看</a>
          </p>
        )}
        <main id="main" class={wide ? 'wide' : ''}>
          <FlashLine c={c} />
          {body}
        </main>
        <footer class="foot">
          <p>镇讯 · {town.name}　每个数字都有原话，每篇文章都有签名。</p>
        </footer>
      </body>
    </html>
  )
  c.header('Cache-Control', 'no-store')
  return c.html(
    <>
      {raw('<!DOCTYPE html>')}
      {page}
    </>,
    status,
  )
}

function Masthead({ rooms, c, here }: { rooms: DeskRooms; c: Context<DeskEnv>; here?: string | undefined }) {
  const person = c.get('person')
  return (
    <header class="masthead">
      <div class="masthead-in">
        <a class="name" href="/">
          <b>镇讯</b>
          {rooms.town.name}
        </a>
        {person && (
          <>
            {/* Two menus, one of them always hidden: a closed <details> cannot be shown open by older browsers' CSS. */}
            <nav class="bar" aria-label="主菜单">
              <Entries person={person} demo={rooms.demo !== undefined} here={here} />
              <Me person={person} />
            </nav>
            <details class="menu">
              <summary>菜单</summary>
              <nav aria-label="主菜单">
                <Entries person={person} demo={rooms.demo !== undefined} here={here} />
                <Me person={person} />
              </nav>
            </details>
          </>
        )}
      </div>
    </header>
  )
}

function Entries({ person, demo, here }: { person: Person; demo: boolean; here?: string | undefined }) {
  const shown = [...PAGES.filter((page) => !page.office || inOffice(person))]
  if (demo) shown.push({ path: '/demo', name: '模拟群' })
  return (
    <ul>
      {shown.map((page) => (
        <li>
          <a href={page.path} aria-current={page.path === here ? 'page' : undefined}>
            {page.name}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Me({ person }: { person: Person }) {
  return (
    <form method="post" action="/signout" class="me">
      <span>
        {person.name}
        <small>{spokenRoles(person.roles)}</small>
      </span>
      <button class="plain" type="submit">
        退出
      </button>
    </form>
  )
}

function FlashLine({ c }: { c: Context<DeskEnv> }) {
  const flash = c.get('flash')
  if (!flash) return null
  return (
    <p class={`flash flash-${flash.tone}`} role={flash.tone === 'done' ? 'status' : 'alert'}>
      {flash.text}
    </p>
  )
}
