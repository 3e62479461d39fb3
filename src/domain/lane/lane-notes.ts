import type { Declaration } from '../declaration/declaration.ts';
import { doubtCitizenId } from '../identity/citizen-id.ts';
import { hasDiacritics } from '../identity/person-name.ts';
import type { IdentityAnswer } from '../identity/registry-check.ts';
import type { Verification } from '../qr/verify-code.ts';
import type { VerdictFacts } from '../verdict/verdict-facts.ts';
import type { Agreement, Assessment, CodeUse, KnownCrossing } from './assess-person.ts';
import type { JudgedDeclaration, JudgedPass, SignedStanding } from './judge-signed.ts';
import type { HeldPerson } from './people-in-hand.ts';
import type { CodePerson } from './person-in-code.ts';

/** What there is to say about who stands here, each in one line; every code has words. */
export type LaneNote =
  | 'lane/unsigned'
  | 'lane/name-plain'
  | 'lane/name-marks'
  | 'lane/name-differs'
  | 'lane/dob-differs'
  | 'lane/doubtful'
  | 'lane/other-direction'
  | 'lane/seen-again'
  | 'lane/not-declared'
  | 'lane/no-temperature'
  | 'lane/watched-case'
  | 'lane/watched-contact'
  | 'lane/passed-elsewhere'
  | 'lane/green-lane'
  | 'lane/registry-match'
  | 'lane/registry-partial'
  | 'lane/registry-mismatch'
  | 'lane/registry-not-found'
  | 'lane/registry-waiting'
  | 'lane/number-differs'
  | 'day/impossible'
  | 'code.used-here'
  | 'code.used-elsewhere'
  | `code.${SignedStanding}`
  | `pass.${Verification['outcome']}`;

/** Looked for, or not who they say they are as far as the registry knows: seen and heard before anything else. */
export const isGrave = (note: LaneNote): boolean => grave.has(note);

const grave: ReadonlySet<LaneNote> = new Set([
  'lane/watched-case',
  'lane/watched-contact',
  'lane/registry-mismatch',
  'lane/registry-not-found',
]);

/** Nothing to look at. */
export const isGood = (note: LaneNote): boolean => good.has(note);

const good: ReadonlySet<LaneNote> = new Set([
  'code.verified',
  'pass.verified',
  'lane/registry-match',
  'lane/passed-elsewhere',
  'lane/green-lane',
]);

/** Notes that stop the eye; the others are said smaller. */
export const isLoud = (note: LaneNote): boolean => !quiet.has(note) && !isGood(note);

const quiet: ReadonlySet<LaneNote> = new Set([
  'lane/unsigned',
  'lane/name-plain',
  'lane/name-marks',
  'lane/other-direction',
  'lane/not-declared',
  'lane/no-temperature',
  'lane/registry-waiting',
]);

type Seen = {
  readonly person: HeldPerson;
  readonly subject: CodePerson | null;
  readonly signed: JudgedDeclaration | null;
  readonly pass: JudgedPass | null;
  readonly uses: readonly CodeUse[];
  readonly agreement: Agreement | null;
  readonly declaration: Declaration | null;
  readonly former: KnownCrossing | null;
  readonly sameCode: KnownCrossing | null;
  readonly isOtherWay: boolean;
  readonly temperature: number | null;
  readonly recognised: Assessment['recognised'];
  readonly registry: IdentityAnswer | 'waiting' | null;
  readonly watched: VerdictFacts['watched'];
};

/** The gravest first. */
export const notesOf = ({
  person: { codes, likeness },
  subject,
  signed,
  pass,
  uses,
  agreement,
  declaration,
  former,
  sameCode,
  isOtherWay,
  temperature,
  recognised,
  registry,
  watched,
}: Seen): LaneNote[] => {
  const hasBadDay = codes.some(({ code }) => 'dob' in code && code.dob === null);
  const isVerified = signed?.standing === 'verified';
  const said: readonly (readonly [LaneNote, boolean])[] = [
    ['lane/watched-case', watched === 'case'],
    ['lane/watched-contact', watched === 'contact'],
    ['lane/registry-mismatch', isAnswered(registry, 'mismatch')],
    ['lane/registry-not-found', isAnswered(registry, 'not-found')],
    ['lane/seen-again', sameCode !== null],
    [`code.${signed?.standing ?? 'verified'}`, signed !== null && !isVerified],
    [`pass.${pass?.standing ?? 'verified'}`, pass !== null && pass.standing !== 'verified'],
    ['lane/name-differs', agreement?.name === 'different'],
    ['lane/dob-differs', agreement?.dob === 'different'],
    ['lane/passed-elsewhere', recognised === 'passed-elsewhere'],
    ['lane/green-lane', recognised === 'green-lane'],
    [
      'code.used-elsewhere',
      recognised !== 'passed-elsewhere' && uses.some(({ unitId }) => unitId !== null),
    ],
    ['code.used-here', uses.some(({ unitId }) => unitId === null)],
    ['lane/registry-partial', isAnswered(registry, 'partial')],
    ['lane/doubtful', likeness === 'doubtful'],
    ['day/impossible', hasBadDay],
    ['lane/other-direction', isOtherWay],
    ['lane/not-declared', subject !== null && former === null && signed === null],
    ['lane/name-marks', agreement?.name === 'without-diacritics'],
    ['lane/name-plain', subject !== null && !hasDiacritics(subject.name)],
    ['lane/number-differs', registry === 'waiting' && isDoubted(declaration, subject)],
    ['lane/no-temperature', declaration !== null && temperature === null],
    ['lane/registry-match', isAnswered(registry, 'match')],
    ['code.verified', isVerified],
    ['pass.verified', pass?.standing === 'verified'],
    ['lane/unsigned', subject !== null && signed === null && pass === null],
    ['lane/registry-waiting', registry === 'waiting' || isAnswered(registry, 'unavailable')],
  ];
  return said.filter(([, holds]) => holds).map(([note]) => note);
};

const isAnswered = (registry: Seen['registry'], outcome: IdentityAnswer['outcome']): boolean =>
  registry !== null && registry !== 'waiting' && registry.outcome === outcome;

/** What the number itself says, for as long as nobody else does. */
const isDoubted = (declaration: Declaration | null, subject: CodePerson | null): boolean => {
  const number = declaration?.docNumber ?? subject?.number ?? '';
  const dob = declaration?.dob ?? subject?.dob ?? null;
  const sex = declaration?.sex;
  const doubts = doubtCitizenId(number, { ...(dob !== null && { dob }), ...(sex && { sex }) });
  return doubts.length > 0;
};
