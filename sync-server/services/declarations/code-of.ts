import { fail, type Result } from '#domain/core/result.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import { makeDeclarationCode } from '#domain/qr/signed-declaration.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { OnlineDeclaration } from '../../store/online-declaration.ts';
import type { StoreReader } from '../../store/store.ts';
import { signerAt } from '../trust/sign-declaration.ts';

type Declared = Pick<OnlineDeclaration, 'declarationId' | 'supersedes' | 'issuedAtMs'>;

/** The code of what was declared online, signed anew. */
export const codeOf = async (
  store: Pick<StoreReader, 'listTrustKeys'>,
  { declarationId, supersedes, issuedAtMs }: Declared,
  declaration: Declaration,
): Promise<Result<string, ProblemCode>> => {
  // A key is believed for what was issued in its time: asked again later, it is the same one.
  const signer = await signerAt(store, issuedAtMs);
  if (signer === null) return fail('declare/ended');
  const { issuer, keyId, sign } = signer;
  const issue = { id: declarationId, supersedes, issuer, issuedAtMs, declaration };
  const code = makeDeclarationCode(issue, keyId, sign);
  if (code.ok) return code;
  const isLong = code.error.code === 'declaration-code/too-long';
  return fail(isLong ? 'declare/too-long' : 'declare/incomplete');
};
