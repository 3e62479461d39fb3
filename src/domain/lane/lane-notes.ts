import type { Declaration } from '../declaration/declaration.ts';
import { hasDiacritics } from '../identity/person-name.ts';
import type { Verification } from '../qr/verify-code.ts';
import type { Agreement, CodeUse, KnownCrossing } from './assess-person.ts';
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
  | 'day/impossible'
  | 'code.used-here'
  | 'code.used-elsewhere'
  | `code.${SignedStanding}`
  | `pass.${Verification['outcome']}`;

/** Notes that stop the eye; the others are said smaller. */
export const isLoud = (note: LaneNote): boolean =>
  !quiet.has(note) && note !== 'code.verified' && note !== 'pass.verified';

const quiet: ReadonlySet<LaneNote> = new Set([
  'lane/unsigned',
  'lane/name-plain',
  'lane/name-marks',
  'lane/other-direction',
  'lane/not-declared',
  'lane/no-temperature',
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
}: Seen): LaneNote[] => {
  const hasBadDay = codes.some(({ code }) => 'dob' in code && code.dob === null);
  const isGood = signed?.standing === 'verified';
  const said: readonly (readonly [LaneNote, boolean])[] = [
    ['lane/seen-again', sameCode !== null],
    [`code.${signed?.standing ?? 'verified'}`, signed !== null && !isGood],
    [`pass.${pass?.standing ?? 'verified'}`, pass !== null && pass.standing !== 'verified'],
    ['lane/name-differs', agreement?.name === 'different'],
    ['lane/dob-differs', agreement?.dob === 'different'],
    ['code.used-elsewhere', uses.some(({ unitId }) => unitId !== null)],
    ['code.used-here', uses.some(({ unitId }) => unitId === null)],
    ['lane/doubtful', likeness === 'doubtful'],
    ['day/impossible', hasBadDay],
    ['lane/other-direction', isOtherWay],
    ['lane/not-declared', subject !== null && former === null && signed === null],
    ['lane/name-marks', agreement?.name === 'without-diacritics'],
    ['lane/name-plain', subject !== null && !hasDiacritics(subject.name)],
    ['lane/no-temperature', declaration !== null && temperature === null],
    ['code.verified', isGood],
    ['pass.verified', pass?.standing === 'verified'],
    ['lane/unsigned', subject !== null && signed === null && pass === null],
  ];
  return said.filter(([, holds]) => holds).map(([note]) => note);
};
