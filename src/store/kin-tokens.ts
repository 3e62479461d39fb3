import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Vault } from '../vault/vault.ts';
import { kinOf } from '#domain/matching/kin.ts';

/** What a record has in common with others like it, for the index; blind. @throws VaultLocked */
export const kinTokens = (
  vault: Vault,
  crossing: Pick<Crossing, 'codeHash' | 'signedId'>,
  declaration: Declaration,
): string[] =>
  Object.entries(kinOf(crossing, declaration)).map(([evidence, value]) =>
    vault.blind(`${evidence} ${value}`),
  );
