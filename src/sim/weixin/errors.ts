/** An answer of the platform that refuses: HTTP 200 all the same. */
export function errorOf(errcode: number, errmsg: string): { errcode: number; errmsg: string } {
  const rid = `6743${errcode < 0 ? '0' : errcode}-1a2b3c4d-5e6f7a8b`
  return { errcode, errmsg: errcode === 0 ? errmsg : `${errmsg} hint: [sim01] rid: ${rid}` }
}
