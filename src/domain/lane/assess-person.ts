import type { AnswerOf } from '../declaration/answers.ts';
import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';
import type { IdentityAnswer } from '../identity/registry-check.ts';
import { compareNames, hasDiacritics } from '../identity/person-name.ts';
import type { CodeNews } from '../qr/code-news.ts';
import { proposeVerdict, type VerdictProposal } from '../verdict/propose.ts';
import type { RuleSet } from '../verdict/rule-set.ts';
import {
  declarationToFacts,
  watchedToFacts,
  type Surroundings,
  type VerdictFacts,
} from '../verdict/verdict-facts.ts';
import {
  judgeDeclaration,
  judgePass,
  type JudgedDeclaration,
  type JudgedPass,
} from './judge-signed.ts';
import { notesOf, type LaneNote } from './lane-notes.ts';
import type { HeldCode, HeldPerson } from './people-in-hand.ts';
import { isOneBirth, personInCode, type CodePerson } from './person-in-code.ts';

/** What is known already of who stands here. */
export type KnownCrossing = {
  readonly recordId: string;
  /** Unix milliseconds by this tablet's clock. */
  readonly wallMs: number;
  readonly declaration: Declaration;
};

/** Where and when a signed declaration was shown before. */
export type CodeUse = {
  /** Null: on this unit. */
  readonly unitId: string | null;
  readonly atMs: number;
};

export type LaneFacts = {
  /** The last crossing here under the same number whose declaration still holds. */
  readonly former: KnownCrossing | null;
  /** The crossing in which this very code was read a moment ago. */
  readonly sameCode: KnownCrossing | null;
  /** What was told of the signed declaration that is shown. */
  readonly news: readonly CodeNews[];
  /** Its earlier uses, beside the one of a moment ago. */
  readonly uses: readonly CodeUse[];
  readonly direction: 'in' | 'out';
  /** Degrees Celsius, measured now. */
  readonly temperature: number | null;
  /** What the population registry says; `waiting`: nothing yet; absent: it is not asked. */
  readonly registry?: IdentityAnswer | 'waiting' | null;
  /** In force on this tablet. */
  readonly ruleSet: RuleSet;
  /** Unix milliseconds. */
  readonly nowMs: number;
  readonly unitId?: string | null;
  /** Whether they are looked for, by any number they have shown. */
  readonly watched?: VerdictFacts['watched'];
};

export type Assessment = {
  readonly person: HeldPerson;
  readonly subject: CodePerson | null;
  /** The code with a signature that was shown, if one was. */
  readonly signed: JudgedDeclaration | null;
  readonly pass: JudgedPass | null;
  readonly uses: readonly CodeUse[];
  /** What can be kept with one tap; null: it must be typed. */
  readonly declaration: Declaration | null;
  /** The signed declaration it is from; null: from a former crossing, or none. */
  readonly signedId: string | null;
  readonly check: Pick<Crossing, 'check.idMethod' | 'check.idResult' | 'check.mismatches'>;
  readonly proposal: VerdictProposal | null;
  readonly seenAgain: KnownCrossing | null;
  /** Why they may be waved on with one look. */
  readonly recognised: 'passed-elsewhere' | 'green-lane' | null;
  readonly notes: readonly LaneNote[];
  /** Nothing has to be looked at: may be kept with others. */
  readonly fits: boolean;
};

/** What a person's codes mean in this lane now, from what they say and what is known. Changes nothing. */
export const assessPerson = (person: HeldPerson, facts: LaneFacts): Assessment => {
  const { former, sameCode, direction, temperature, uses } = facts;
  const subject = subjectOf(person.codes);
  const signed = judgeDeclaration(person.codes, facts.news);
  const pass = judgePass(person.codes);
  const isGood = signed?.standing === 'verified';
  // What is signed and stands speaks of this journey; what was kept before, of an earlier one.
  const stated = isGood ? (signed.content?.declaration ?? null) : (former?.declaration ?? null);
  const isOtherWay = stated !== null && !goesBothWays(stated, direction);
  const declaration = isOtherWay ? null : stated;
  const signedId = isGood && declaration !== null ? (signed.content?.id ?? null) : null;
  const documents = subjectOf(
    person.codes.filter(({ code }) => code.kind !== 'signed-declaration'),
  );
  const agreement = declaration && documents && compareWith(documents, declaration);
  const check = withRegistry(checkOf(person, agreement), facts.registry);
  const proposal = proposalFor(declaration, check['check.idResult'], pass, facts);
  const isSure = person.likeness !== 'doubtful' && check['check.idResult'] === 'match';
  const isPlainPass = isSure && sameCode === null && proposal?.verdict === 'pass';
  const recognised = isPlainPass ? recognise({ isGood, uses, agreement, declaration }) : null;
  const notes = notesOf({
    person,
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
    registry: facts.registry ?? null,
    watched: facts.watched ?? null,
  });
  const isFresh = uses.length === 0 || recognised === 'passed-elsewhere';
  return {
    person,
    subject,
    signed,
    pass,
    uses,
    declaration,
    signedId,
    check,
    proposal,
    seenAgain: sameCode,
    recognised,
    notes,
    fits: isPlainPass && isFresh && (signed === null || isGood),
  };
};

/**
 * Who passed another unit with the declaration that still holds, and shows a document that agrees with it;
 * a code alone may be a copy. Or who drives in the green lane, declared as such with its number.
 */
const recognise = ({
  isGood,
  uses,
  agreement,
  declaration,
}: {
  readonly isGood: boolean;
  readonly uses: readonly CodeUse[];
  readonly agreement: Agreement | null;
  readonly declaration: Declaration | null;
}): Assessment['recognised'] => {
  const isElsewhereOnly = uses.length > 0 && uses.every(({ unitId }) => unitId !== null);
  const isSame = agreement !== null && agreement.name !== 'different' && agreement.dob === 'same';
  if (isGood && isElsewhereOnly && isSame) return 'passed-elsewhere';
  const isGreen =
    declaration?.['permit.kind'] === 'luong_xanh' &&
    declaration['permit.number'] !== undefined &&
    declaration['move.plate'] !== undefined;
  return isGreen && uses.length === 0 ? 'green-lane' : null;
};

const goesBothWays = (declaration: Declaration, direction: 'in' | 'out'): boolean =>
  declaration['move.direction'] === 'through' || declaration['move.direction'] === direction;

/** A name with its marks goes before one without. */
const subjectOf = (codes: readonly HeldCode[]): CodePerson | null => {
  const subjects = codes.map(personInCode).filter((one) => one !== null);
  const [first] = subjects;
  if (first === undefined) return null;
  return {
    name: subjects.find(({ name }) => hasDiacritics(name))?.name ?? first.name,
    number: subjects.find(({ number }) => number !== null)?.number ?? null,
    dob: subjects.find(({ dob }) => dob !== null)?.dob ?? null,
  };
};

/** How a document agrees with what was declared. */
export type Agreement = {
  readonly name: ReturnType<typeof compareNames>;
  readonly dob: 'same' | 'different';
};

const compareWith = (document: CodePerson, declaration: Declaration): Agreement => ({
  name: compareNames(document.name, declaration.fullName),
  dob: isOneBirth(document.dob, declaration.dob) ? 'same' : 'different',
});

const checkOf = ({ codes }: HeldPerson, agreement: Agreement | null): Assessment['check'] => {
  const hasCard = codes.some(({ code }) => code.kind === 'citizen-card');
  if (!hasCard) return { 'check.idMethod': 'document_seen', 'check.idResult': 'match' };
  const method = { 'check.idMethod': 'cccd_qr' } as const;
  const isOtherName = agreement?.name === 'different';
  const isOtherBirth = agreement?.dob === 'different';
  if (!isOtherName && !isOtherBirth) return { ...method, 'check.idResult': 'match' };
  return {
    ...method,
    'check.idResult': isOtherName ? 'mismatch' : 'partial',
    'check.mismatches': [
      ...(isOtherName ? (['name'] as const) : []),
      ...(isOtherBirth ? (['dob'] as const) : []),
    ],
  };
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

const proposalFor = (
  declaration: Declaration | null,
  idResult: AnswerOf<'idResult'>,
  pass: JudgedPass | null,
  { ruleSet, nowMs, unitId = null, watched = null, temperature }: LaneFacts,
): VerdictProposal | null => {
  const around: Surroundings = { nowMs, unitId, watched, passDoses: dosesIn(pass) };
  if (declaration !== null) {
    return proposeVerdict(
      ruleSet,
      declarationToFacts(declaration, { idResult, temperature }, around),
    );
  }
  return watched === null ? null : proposeVerdict(ruleSet, watchedToFacts(around));
};

const dosesIn = (pass: JudgedPass | null): number | null => {
  if (pass?.standing !== 'verified' || pass.content === null) return null;
  const doses = pass.content.events.map((event) => (event.kind === 'vaccine' ? event.dose : 0));
  return doses.length === 0 ? null : Math.max(...doses);
};
