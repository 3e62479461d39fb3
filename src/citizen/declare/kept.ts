import type { FormInput } from '#domain/declaration/form.ts';
import type { Post } from './post.ts';

/** Known to this telephone alone until it is used: who has it may correct and withdraw. */
type Own = { readonly declarationId: string; readonly secret: string };

/** What is being answered. */
export type Draft = {
  readonly input: FormInput;
  /** The declaration that it will replace. */
  readonly corrects: Own | null;
  /** Absent: no poster was followed. */
  readonly post?: Post | undefined;
};

/** Finished, and not yet answered by the server. */
export type Waiting = Own & {
  readonly input: FormInput;
  readonly corrects: Own | null;
  readonly post?: Post | undefined;
  /** Why the server refused it for good; null: it is still on its way. */
  readonly refused: string | null;
};

export type KeptCode = {
  readonly declarationId: string;
  /** Null: it came from another telephone, and only that one can change it. */
  readonly secret: string | null;
  readonly code: string;
  readonly initials: string;
  readonly expiresAtMs: number;
  /** Null: it came from another telephone. */
  readonly input: FormInput | null;
  readonly isWithdrawn: boolean;
  /** At whose poster it was declared, and until when its officers see it; null: they were not told. */
  readonly post?: (Post & { readonly untilMs: number | null }) | undefined;
};

/** All that this telephone keeps of the page. */
export type Kept = {
  readonly draft: Draft | null;
  readonly waiting: readonly Waiting[];
  readonly codes: readonly KeptCode[];
};

export const nothingKept: Kept = { draft: null, waiting: [], codes: [] };

const place = 'chot.citizen.declarations';
/** An old code is of no use to anybody, and what it tells is nobody's business. */
const forgetAfterMs = 7 * 24 * 3_600_000;

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'draft' in value &&
  'waiting' in value &&
  Array.isArray(value.waiting) &&
  'codes' in value &&
  Array.isArray(value.codes);

export const readKept = (nowMs: number): Kept => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    if (!isKept(value)) return nothingKept;
    const codes = value.codes.filter((code) => nowMs - code.expiresAtMs < forgetAfterMs);
    return { ...value, codes };
  } catch {
    return nothingKept;
  }
};

/** @returns whether this telephone keeps it */
export const writeKept = (kept: Kept): boolean => {
  try {
    if (kept.draft === null && kept.waiting.length === 0 && kept.codes.length === 0) {
      localStorage.removeItem(place);
    } else localStorage.setItem(place, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
};

/** Another page on this telephone kept something. @returns stop */
export const whenKeptElsewhere = (listener: () => void): (() => void) => {
  const heard = (event: StorageEvent) => {
    if (event.key === place || event.key === null) listener();
  };
  addEventListener('storage', heard);
  return () => removeEventListener('storage', heard);
};
