import { makeDeclarationCode, type Issue } from '#domain/qr/signed-declaration.ts';
import type { CodeSigner } from './code-signer.ts';

/** The code of a declaration that somebody else than the server signs. */
export const signIssue = (signer: CodeSigner, issue: Issue): string => {
  const { keyId, issuer } = signer.trusted;
  const made = makeDeclarationCode({ ...issue, issuer }, keyId, signer.sign);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};
