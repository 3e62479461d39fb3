import { z } from 'zod';
import { foldText } from '../core/folded-text.ts';
import { compareNames } from '../identity/person-name.ts';
import { base45ToBytes } from './base45.ts';
import { readClaims } from './claims.ts';
import { parseCoseSign1, type CoseSign1 } from './cose-sign1.ts';
import { inflateZlib } from './inflate-bounded.ts';
import { shownText } from './shown-text.ts';

export const passPrefix = 'HC1:';

/** Health certificates in a CBOR Web Token (HCERT 1.0.8 §3.3), the first of them. */
const healthClaim = -260;
const certificateVersion = 1;
const zlibHeader = 0x78;

const line = (limit: number) => z.string().transform((text) => shownText(text, limit));
const partialDay = z.string().regex(/^(\d{4}(-\d{2}(-\d{2})?)?)?$/);
/** Some issuers write the time of day as well. */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T|$)/)
  .transform((text) => text.slice(0, 10));

/** The parts of the EU's schema 1.3.0 that an officer is shown; what else is there is left. */
const certificateSchema = z.object({
  nam: z.object({
    fn: line(80).optional(),
    gn: line(80).optional(),
    fnt: line(80).default(''),
    gnt: line(80).default(''),
  }),
  dob: partialDay,
  v: z
    .array(
      z.object({
        mp: line(40),
        dn: z.int().min(0).max(99),
        sd: z.int().min(0).max(99),
        dt: day,
        co: line(3),
      }),
    )
    .max(4)
    .nullish(),
  t: z
    .array(
      z.object({ tt: line(20), sc: z.iso.datetime({ offset: true }), tr: line(20), co: line(3) }),
    )
    .max(4)
    .nullish(),
  r: z
    .array(z.object({ fr: day, df: day, du: day, co: line(3) }))
    .max(4)
    .nullish(),
});

/** What a pass tells of one dose, one test or one illness. Days are ISO 8601. */
export type PassEvent =
  | {
      readonly kind: 'vaccine';
      readonly product: string;
      readonly dose: number;
      readonly ofDoses: number;
      readonly on: string;
    }
  | {
      readonly kind: 'test';
      readonly sampledAt: string;
      readonly result: 'negative' | 'positive' | 'other';
    }
  | { readonly kind: 'recovery'; readonly from: string; readonly until: string };

export type VaccinePass = {
  readonly issuer: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  /** Family name first; '' when only the transliterated name is there. */
  readonly name: string;
  /** Capitals A to Z, family name first. */
  readonly latinName: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD; '' when it is not known. */
  readonly dob: string;
  readonly events: readonly PassEvent[];
};

/** SNOMED CT, as the EU's value sets name the results. */
const resultByCode: ReadonlyMap<string, 'negative' | 'positive'> = new Map([
  ['260415000', 'negative'],
  ['260373001', 'positive'],
]);

/** The signed message of a code `HC1:`, not yet believed; null: it holds none. */
export const openPassCode = (text: string): CoseSign1 | null => {
  if (!text.startsWith(passPrefix)) return null;
  const bytes = base45ToBytes(text.slice(passPrefix.length));
  if (bytes === null) return null;
  const message = bytes[0] === zlibHeader ? inflateZlib(bytes) : bytes;
  return message === null ? null : parseCoseSign1(message);
};

/** CBOR maps with text keys as plain objects, which is what a schema reads. */
const toPlain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toPlain);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, each]) => [String(key), toPlain(each)]));
};

const latin = (text: string): string => text.replaceAll('<', ' ').replace(/\s+/g, ' ').trim();
const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' ');

/**
 * Reads what a signature was found to be good for.
 * @returns null when it is no health certificate of this schema
 */
export const readVaccinePass = (payload: Uint8Array): VaccinePass | null => {
  const read = readClaims(payload);
  const health = read?.claims.get(healthClaim);
  if (!read || !(health instanceof Map)) return null;
  const certificate: unknown = health.get(certificateVersion);
  // Deeper than the schema goes is nothing that it names.
  const parsed = certificate instanceof Map ? parseCertificate(certificate) : null;
  if (parsed === null) return null;
  const { nam, dob, v, t, r } = parsed;
  return {
    issuer: shownText(read.issuer, 60),
    issuedAtMs: read.issuedAtMs,
    expiresAtMs: read.expiresAtMs,
    name: joined(nam.fn, nam.gn),
    latinName: latin(joined(nam.fnt, nam.gnt)),
    dob,
    events: [
      ...(v ?? []).map(({ mp, dn, sd, dt }) => ({
        kind: 'vaccine' as const,
        product: mp,
        dose: dn,
        ofDoses: sd,
        on: dt,
      })),
      ...(t ?? []).map(({ sc, tr }) => ({
        kind: 'test' as const,
        sampledAt: sc,
        result: resultByCode.get(tr) ?? ('other' as const),
      })),
      ...(r ?? []).map(({ df, du }) => ({ kind: 'recovery' as const, from: df, until: du })),
    ],
  };
};

const parseCertificate = (certificate: unknown) => {
  try {
    const parsed = certificateSchema.safeParse(toPlain(certificate));
    return parsed.success ? parsed.data : null;
  } catch {
    // A nest deeper than the machine can follow.
    return null;
  }
};

/** What each event means on a day; every code has words. The rules of who may pass are not here. */
export type PassMeaning =
  | 'pass/doses-complete'
  | 'pass/doses-incomplete'
  | 'pass/test-negative'
  | 'pass/test-positive'
  | 'pass/test-unclear'
  | 'pass/recovered'
  | 'pass/recovery-over';

/** @param today ISO 8601, the day at the checkpoint */
export const meaningOf = (event: PassEvent, today: string): PassMeaning => {
  switch (event.kind) {
    case 'vaccine':
      return event.dose >= event.ofDoses ? 'pass/doses-complete' : 'pass/doses-incomplete';
    case 'test':
      return event.result === 'other' ? 'pass/test-unclear' : `pass/test-${event.result}`;
    case 'recovery':
      return event.from <= today && today <= event.until ? 'pass/recovered' : 'pass/recovery-over';
  }
};

/** How far the person of a pass is the person of a card. */
export const comparePerson = (
  pass: Pick<VaccinePass, 'name' | 'latinName' | 'dob'>,
  card: { readonly name: string; readonly dob: string | null },
): {
  readonly name: 'exact' | 'without-diacritics' | 'different';
  /** `unknown`: one of them does not say it. */
  readonly dob: 'same' | 'different' | 'unknown';
} => {
  const named = compareNames(pass.name, card.name);
  // Abroad the given name may stand first, and the letters are those of a passport.
  const sameWords = (one: string, other: string) =>
    foldText(one).split(' ').toSorted().join(' ') ===
    foldText(other).split(' ').toSorted().join(' ');
  const isSame = [pass.name, pass.latinName].some((name) => sameWords(name, card.name));
  const [dob, cardDob] = [pass.dob, card.dob ?? ''];
  const shorter = Math.min(dob.length, cardDob.length);
  return {
    name: named === 'different' && isSame ? 'without-diacritics' : named,
    dob:
      shorter === 0
        ? 'unknown'
        : dob.slice(0, shorter) === cardDob.slice(0, shorter)
          ? 'same'
          : 'different',
  };
};
