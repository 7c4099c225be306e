import type { Handler } from './call.ts'
import { draftAdd, draftBatchget, draftCount, draftDelete, draftGet, draftUpdate } from './drafts.ts'
import { publishBatchget, publishDelete, publishedArticle, publishGet, submit } from './freepublish.ts'
import { addMaterial, uploadimg } from './media.ts'

/** path -> handler, and how often a day (公众平台 接口调用频次). */
export const API: Record<string, { handler: Handler; quota: number; method: 'GET' | 'POST' }> = {
  '/cgi-bin/media/uploadimg': { handler: uploadimg, quota: 100_000, method: 'POST' },
  '/cgi-bin/material/add_material': { handler: addMaterial, quota: 100_000, method: 'POST' },
  '/cgi-bin/draft/add': { handler: draftAdd, quota: 1000, method: 'POST' },
  '/cgi-bin/draft/update': { handler: draftUpdate, quota: 1000, method: 'POST' },
  '/cgi-bin/draft/get': { handler: draftGet, quota: 500, method: 'POST' },
  '/cgi-bin/draft/batchget': { handler: draftBatchget, quota: 1000, method: 'POST' },
  '/cgi-bin/draft/count': { handler: draftCount, quota: 1000, method: 'GET' },
  '/cgi-bin/draft/delete': { handler: draftDelete, quota: 1000, method: 'POST' },
  '/cgi-bin/freepublish/submit': { handler: submit, quota: 100, method: 'POST' },
  '/cgi-bin/freepublish/get': { handler: publishGet, quota: 100, method: 'POST' },
  '/cgi-bin/freepublish/getarticle': { handler: publishedArticle, quota: 100, method: 'POST' },
  '/cgi-bin/freepublish/delete': { handler: publishDelete, quota: 10, method: 'POST' },
  '/cgi-bin/freepublish/batchget': { handler: publishBatchget, quota: 100, method: 'POST' },
}
