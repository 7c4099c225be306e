/** An answer of the platform that refuses: HTTP 200 all the same. */
export function errorOf(errcode: number, errmsg: string): { errcode: number; errmsg: string } {
  const rid = `6743${errcode < 0 ? '0' : errcode}-1a2b3c4d-5e6f7a8b`
  return { errcode, errmsg: errcode === 0 ? errmsg : `${errmsg} hint: [sim01] rid: ${rid}` }
}

/** What the platform says with an errcode that a whole call is refused with. */
export function messageOf(errcode: number): string {
  if (errcode === 40001) return 'invalid credential, access_token is invalid or not latest'
  if (errcode === 41001) return 'access_token missing'
  if (errcode === 42001) return 'access_token expired'
  if (errcode === 45009) return 'reach max api daily quota limit'
  if (errcode === 48001) return 'api unauthorized'
  if (errcode === -1) return 'system error'
  return 'refused'
}
