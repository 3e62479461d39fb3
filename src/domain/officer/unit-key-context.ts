/** What a wrapped unit key is bound to, so that it opens for its own unit only. */
export const unitKeyContext = (unitId: string): Uint8Array =>
  Uint8Array.from(`chot unit key 1 ${unitId}`, (letter) => letter.codePointAt(0) ?? 0);
