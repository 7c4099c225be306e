import { limitsBroken, type PressDraft, type PressFile } from '../../article/press.ts'
import { Fault } from '../../fault.ts'

/** What the platform would refuse is refused before it is sent: a call costs quota. Fault `press/refused`. */
export function checkBodyPicture(file: PressFile): void {
  checkBytes(file)
  if (file.bytes.byteLength >= 1_048_576) {
    throw new Fault('press/refused', `图片“${file.name}”有 1 MB 以上，公众号不收，请换一张小些的。`)
  }
}

/** The documentation's editions say 10 MB and 2 MB: below 2 MB every edition agrees. */
export function checkCover(file: PressFile): void {
  checkBytes(file)
  if (file.bytes.byteLength > 2_097_152) {
    throw new Fault('press/refused', `封面“${file.name}”超过 2 MB，请换一张小些的。`)
  }
}

/** The type is what the bytes say, not the name. */
function checkBytes({ name, bytes }: PressFile): void {
  const jpg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
  const png = bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47
  if (!jpg && !png) throw new Fault('press/refused', `图片“${name}”不是 jpg 或 png，请换一张。`)
}

/** The limits of article/press.ts, all that are broken in one Fault. */
export function checkDraft(draft: PressDraft): void {
  const broken = limitsBroken(draft)
  if (broken.length > 0) throw new Fault('press/refused', broken.join(''))
}
