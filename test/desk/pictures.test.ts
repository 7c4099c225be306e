import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { madePicture } from '../../src/sim/picture.ts'
import { openFixture } from './fixture.ts'
import { signedIn } from './visitor.ts'

/** Left half red, right half blue: a cut shows which part it took. */
const twoSides = await sharp({ create: { width: 1600, height: 800, channels: 3, background: '#0000ff' } })
  .composite([
    { input: { create: { width: 800, height: 800, channels: 3, background: '#ff0000' } }, left: 0, top: 0 },
  ])
  .png()
  .toBuffer()

const small = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#888' } })
  .png()
  .toBuffer()
/** The head tells its size; the picture itself is cut off. */
const torn = (await madePicture('x')).subarray(0, 3000)

async function opened() {
  const fixture = await openFixture()
  const editor = await signedIn(fixture, '李强')
  const answer = await editor.post('/articles/draft', { rows: '2025-0001', kind: 'single' })
  const path = answer.headers.get('location') ?? ''
  const id = path.replace('/articles/', '')
  const article = () => fixture.articles.get(id)
  const upload = (file: File, source = '张湾村党支部供图') =>
    editor.post(`${path}/pictures`, { seen: String(article().version), picture: file, source, caption: '' })
  const square = async () => {
    const bytes = await (await editor.get(`${path}/cover/square`)).arrayBuffer()
    const { dominant } = await sharp(bytes).stats()
    return { ...(await sharp(bytes).metadata()), red: dominant.r > 200 }
  }
  return { fixture, editor, path, article, upload, square }
}

const fileOf = (bytes: Uint8Array, name: string) => new File([new Uint8Array(bytes)], name)

describe('pictures put in at the desk', () => {
  test('come with their source, stand in the text and in the review sheet', async () => {
    const { article, upload, fixture } = await opened()
    await upload(fileOf(await madePicture('现场.jpg'), '现场.jpg'))
    const [picture] = article().pictures
    expect(picture).toMatchObject({ name: '现场.jpg', source: '张湾村党支部供图' })
    expect(article().body).toMatch(/!\[\]\(图1\)$/)
    expect(await fixture.articles.proof(article().id)).toEqual([])
  })

  test.each([
    ['by their bytes, not their name', Buffer.from('%PDF-1.7 nothing'), '照片.jpg', '不是 jpg、png'],
    ['when too small', small, '小.png', '200 像素宽'],
    ['when torn', torn, '坏.jpg', '打不开'],
    ['when empty', Buffer.alloc(0), '空.jpg', '还没有选图片'],
  ])('are refused %s', async (_, bytes, name, say) => {
    const { article, upload, editor, path } = await opened()
    await upload(fileOf(bytes, name))
    expect(article().pictures).toEqual([])
    expect(await editor.read(`${path}/pictures`)).toContain(say)
  })

  test('without a source are asked for it', async () => {
    const { article, upload, editor, path } = await opened()
    await upload(fileOf(await madePicture('现场.jpg'), '现场.jpg'), ' ')
    expect(article().pictures).toEqual([])
    expect(await editor.read(`${path}/pictures`)).toContain('请写明图片来源')
  })
})

describe('the cover', () => {
  test('is cut in both shapes around the place that was chosen', async () => {
    const { editor, path, article, upload, square } = await opened()
    await upload(fileOf(twoSides, '两边.png'))
    const set = (place: string) =>
      editor.post(`${path}/cover`, { seen: String(article().version), cover: '0', place })
    await set('左中')
    expect(article().cover).toBe(0)
    expect(await square()).toMatchObject({ width: 200, height: 200, red: true })
    await set('右中')
    expect(await square()).toMatchObject({ red: false })
    const wide = await (await editor.get(`${path}/cover/wide`)).arrayBuffer()
    expect(await sharp(wide).metadata()).toMatchObject({ width: 900, height: 383 })
    expect(await editor.read(`${path}/pictures`)).toMatch(/value="右中"[^>]*checked/)
  })

  test('is cut from the first picture that need not be enlarged, until somebody chooses', async () => {
    const { editor, path, article, upload, square } = await opened()
    const plain = (width: number, background: string) =>
      sharp({ create: { width, height: 900, channels: 3, background } })
        .png()
        .toBuffer()
    await upload(fileOf(await plain(400, '#0000ff'), '窄.png'))
    await upload(fileOf(await plain(1200, '#ff0000'), '宽.png'))
    expect(await square()).toMatchObject({ red: true })
    expect(await editor.read(`${path}/pictures`)).toMatch(/name="cover" value="1" checked/)
    await editor.post(`${path}/cover`, { seen: String(article().version), cover: '0', place: '' })
    expect(await square()).toMatchObject({ red: false })
  })

  test('without a picture is plain, and still has both shapes', async () => {
    const { editor, path, square } = await opened()
    expect(await square()).toMatchObject({ width: 200, height: 200 })
    expect((await editor.get(`${path}/cover/wide`)).headers.get('content-type')).toBe('image/png')
  })

  test('changed after a signature voids it', async () => {
    const { editor, path, article, upload } = await opened()
    await upload(fileOf(twoSides, '两边.png'))
    await editor.post(`${path}/sign`, { step: 'first', seen: String(article().version) })
    expect(article().signatures).toHaveLength(1)
    await editor.post(`${path}/cover`, { seen: String(article().version), cover: '0', place: '左上' })
    expect(article().signatures).toEqual([])
  })
})
