import type { AnswerOf } from '../declaration/answers.ts';
import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';
import type { FormInput } from '../declaration/form.ts';
import { doubtCitizenId } from '../identity/citizen-id.ts';
import type { IdentityAnswer } from '../identity/registry-check.ts';
import { compareNames, hasDiacritics } from '../identity/person-name.ts';
import { proposeVerdict, type VerdictProposal } from '../verdict/propose.ts';
import type { HeldPerson } from './people-in-hand.ts';
import { personInCode, type CodePerson } from './person-in-code.ts';

/** What is known already of who stands here. */
type KnownCrossing = {
  readonly recordId: string;
  /** Unix milliseconds by this tablet's clock. */
  readonly wallMs: number;
  readonly declaration: Declaration;
};

export type LaneFacts = {
  /** The last crossing here under the same number whose declaration still holds. */
  readonly former: KnownCrossing | null;
  /** The crossing in which this very code was read a moment ago. */
  readonly sameCode: KnownCrossing | null;
  readonly direction: 'in' | 'out';
  /** Degrees Celsius, measured now. */
  readonly temperature: number | null;
  /** What the population registry says; `waiting`: nothing yet; absent: it is not asked. */
  readonly registry?: IdentityAnswer | 'waiting' | null;
};

export type LaneNote =
  | 'lane/unsigned'
  | 'lane/name-plain'
  | 'lane/name-differs'
  | 'lane/doubtful'
  | 'lane/other-direction'
  | 'lane/seen-again'
  | 'lane/not-declared'
  | 'lane/no-temperature'
  | 'lane/registry-match'
  | 'lane/registry-partial'
  | 'lane/registry-mismatch'
  | 'lane/registry-not-found'
  | 'lane/registry-waiting'
  | 'lane/number-differs'
  | 'day/impossible';

export type Assessment = {
  readonly person: HeldPerson;
  readonly subject: CodePerson | null;
  /** What can be kept with one tap; null: it must be typed. */
  readonly declaration: Declaration | null;
  readonly check: Pick<Crossing, 'check.idMethod' | 'check.idResult'>;
  readonly proposal: VerdictProposal | null;
  readonly seenAgain: KnownCrossing | null;
  readonly notes: readonly LaneNote[];
  /** Nothing has to be looked at: may be kept with others. */
  readonly fits: boolean;
};

/** What a person's codes mean in this lane now, from what they say and what is known. Changes nothing. */
export const assessPerson = (person: HeldPerson, facts: LaneFacts): Assessment => {
  const subject = subjectOf(person);
  const { former, sameCode, direction, temperature } = facts;
  const isOtherWay = former !== null && former.declaration['move.direction'] !== direction;
  const declaration = isOtherWay ? null : (former?.declaration ?? null);
  const check = withRegistry(checkOf(person, subject, declaration), facts.registry);
  const proposal =
    declaration && proposeVerdict(toInput(declaration, check['check.idResult'], temperature));
  const notes = notesOf(person, subject, { ...facts, isOtherWay, declaration });
  const isSure = person.likeness !== 'doubtful' && !isOther(check['check.idResult']);
  return {
    person,
    subject,
    declaration,
    check,
    proposal,
    seenAgain: sameCode,
    notes,
    fits: isSure && proposal?.verdict === 'pass' && sameCode === null,
  };
};

/** A name with its marks goes before one without. */
const subjectOf = ({ codes }: HeldPerson): CodePerson | null => {
  const subjects = codes.map(({ code }) => personInCode(code)).filter((one) => one !== null);
  const [first] = subjects;
  if (first === undefined) return null;
  return {
    name: subjects.find(({ name }) => hasDiacritics(name))?.name ?? first.name,
    number: subjects.find(({ number }) => number !== null)?.number ?? null,
    dob: subjects.find(({ dob }) => dob !== null)?.dob ?? null,
  };
};

const checkOf = (
  { codes }: HeldPerson,
  subject: CodePerson | null,
  declaration: Declaration | null,
): Assessment['check'] => {
  const hasCard = codes.some(({ code }) => code.kind === 'citizen-card');
  if (!hasCard) return { 'check.idMethod': 'document_seen', 'check.idResult': 'match' };
  const agrees =
    subject === null ||
    declaration === null ||
    compareNames(subject.name, declaration.fullName) !== 'different';
  return { 'check.idMethod': 'cccd_qr', 'check.idResult': agrees ? 'match' : 'mismatch' };
};

const isOther = (result: AnswerOf<'idResult'>): boolean =>
  result === 'mismatch' || result === 'not_found';

const resultByOutcome = {
  match: 'match',
  partial: 'partial',
  mismatch: 'mismatch',
  'not-found': 'not_found',
} as const;

/** The registry knows better than a card without a signature, but does not make up for a name that differs. */
const withRegistry = (
  check: Assessment['check'],
  registry: LaneFacts['registry'],
): Assessment['check'] => {
  if (!registry || registry === 'waiting' || isOther(check['check.idResult'])) return check;
  const { outcome } = registry;
  if (outcome === 'unavailable' || outcome === 'not-asked') return check;
  return { 'check.idMethod': 'national_db', 'check.idResult': resultByOutcome[outcome] };
};

/** What the number itself says, for as long as nobody else does. */
const isDoubted = (declaration: Declaration | null, subject: CodePerson | null): boolean => {
  const number = declaration?.docNumber ?? subject?.number ?? '';
  const dob = declaration?.dob ?? subject?.dob ?? null;
  const sex = declaration?.sex;
  const doubts = doubtCitizenId(number, { ...(dob !== null && { dob }), ...(sex && { sex }) });
  return doubts.length > 0;
};

const registryNote = (registry: LaneFacts['registry']): LaneNote | null => {
  if (!registry) return null;
  if (registry === 'waiting' || registry.outcome === 'unavailable') return 'lane/registry-waiting';
  return registry.outcome === 'not-asked' ? null : `lane/registry-${registry.outcome}`;
};

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

/** As much of a declaration as the rules ask for, as it would have been typed. */
const toInput = (
  declaration: Declaration,
  idResult: AnswerOf<'idResult'>,
  temperature: number | null,
): FormInput => {
  const { 'epi.symptoms': symptoms, 'test.kind': kind, 'test.result': result } = declaration;
  return {
    'epi.anySymptom': yesNo(declaration['epi.anySymptom']),
    'epi.contactCase': yesNo(declaration['epi.contactCase']),
    // To the rules a number that nobody has is as good as somebody else's.
    'check.idResult': isOther(idResult) ? 'mismatch' : idResult,
    ...(symptoms && { 'epi.symptoms': symptoms }),
    ...(kind && { 'test.kind': kind }),
    ...(result && { 'test.result': result }),
    ...(temperature !== null && { 'check.temperature': String(temperature) }),
  };
};

const notesOf = (
  { codes, likeness }: HeldPerson,
  subject: CodePerson | null,
  facts: LaneFacts & {
    readonly isOtherWay: boolean;
    readonly declaration: Declaration | null;
  },
): LaneNote[] => {
  const { declaration, former, isOtherWay, sameCode, temperature, registry } = facts;
  const fromRegistry = registryNote(registry);
  const names = subject && declaration && compareNames(subject.name, declaration.fullName);
  const hasBadDay = codes.some(({ code }) => 'dob' in code && code.dob === null);
  const said: readonly (readonly [LaneNote, boolean])[] = [
    ['lane/seen-again', sameCode !== null],
    ['lane/name-differs', names === 'different'],
    ['lane/doubtful', likeness === 'doubtful'],
    ['day/impossible', hasBadDay],
    ['lane/other-direction', isOtherWay],
    ['lane/not-declared', subject !== null && former === null],
    ['lane/name-plain', subject !== null && !hasDiacritics(subject.name)],
    ['lane/no-temperature', declaration !== null && temperature === null],
    ['lane/number-differs', registry === 'waiting' && isDoubted(declaration, subject)],
    ['lane/unsigned', subject !== null],
  ];
  const notes = said.filter(([, holds]) => holds).map(([note]) => note);
  if (fromRegistry === null) return notes;
  const isSilent = fromRegistry === 'lane/registry-waiting';
  return isSilent ? [...notes, fromRegistry] : [fromRegistry, ...notes];
};
