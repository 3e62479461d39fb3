import type { CodeNews } from '../qr/code-news.ts';
import type { SignedDeclaration } from '../qr/signed-declaration.ts';
import type { VaccinePass } from '../qr/vaccine-pass.ts';
import { contentOf, type Verification } from '../qr/verify-code.ts';
import type { HeldCode } from './people-in-hand.ts';

/** What a code with a signature is worth now. */
export type SignedStanding = Verification['outcome'] | 'superseded' | 'withdrawn';

export type JudgedDeclaration = {
  readonly standing: SignedStanding;
  /** What the code says; null: its signature does not hold. */
  readonly content: SignedDeclaration | null;
};

export type JudgedPass = {
  readonly standing: Verification['outcome'];
  readonly content: VaccinePass | null;
};

/** The signed declaration among a person's codes, with what was told of it; null: none was shown. */
export const judgeDeclaration = (
  codes: readonly HeldCode[],
  news: readonly CodeNews[],
): JudgedDeclaration | null => {
  const held = codes.find(({ code }) => code.kind === 'signed-declaration');
  if (!held || held.checked === null) return null;
  const content = contentOf(held.checked);
  if (content?.kind !== 'signed-declaration') {
    return { standing: held.checked.outcome, content: null };
  }
  const { outcome } = held.checked;
  const ended = news.find(
    ({ declarationId, what }) => declarationId === content.id && what !== 'used',
  );
  // A code that ended by itself is no better for having been replaced before.
  const told = ended?.what === 'used' ? undefined : ended?.what;
  return { standing: outcome === 'verified' ? (told ?? outcome) : outcome, content };
};

/** The vaccine pass among a person's codes; null: none was shown. */
export const judgePass = (codes: readonly HeldCode[]): JudgedPass | null => {
  const held = codes.find(({ code }) => code.kind === 'vaccine-pass');
  if (!held || held.checked === null) return null;
  const content = contentOf(held.checked);
  return {
    standing: held.checked.outcome,
    content: content?.kind === 'vaccine-pass' ? content : null,
  };
};
