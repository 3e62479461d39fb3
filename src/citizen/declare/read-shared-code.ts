import { openDeclarationCode, readSignedDeclaration } from '#domain/qr/signed-declaration.ts';
import { initialsOf } from './initials.ts';
import type { KeptCode } from './kept.ts';

/**
 * A code that came in a link. Its signature is not checked here: this telephone only shows it, and whoever
 * reads it decides. Null: it is none.
 */
export const readSharedCode = (text: string): KeptCode | null => {
  const message = openDeclarationCode(text);
  const signed = message && readSignedDeclaration(message.payload);
  if (!signed) return null;
  return {
    declarationId: signed.id,
    secret: null,
    code: text,
    initials: initialsOf(signed.declaration.fullName),
    expiresAtMs: signed.expiresAtMs,
    input: null,
    isWithdrawn: false,
  };
};
