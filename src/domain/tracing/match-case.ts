import { compactText, foldText } from '../core/folded-text.ts';
import type { Declaration } from '../declaration/declaration.ts';
import { personToTerms } from '../watch/watch-mark.ts';
import type { CasePerson } from './traced-case.ts';

/** By what a crossing was found. */
export const foundWays = ['number', 'name', 'phone', 'plate'] as const;
type FoundWay = (typeof foundWays)[number];

export type CaseMatch = {
  /** Themselves; or somebody who shares the telephone or the vehicle. */
  readonly is: 'self' | 'phone' | 'plate';
  readonly ways: readonly FoundWay[];
};

type Declared = Pick<
  Declaration,
  'docNumber' | 'oldDocNumber' | 'bhyt' | 'fullName' | 'dob' | 'phone' | 'move.plate'
>;

/** By what somebody may be looked up. A birth day that is only known by its year must still be found. */
export const personToTraceTerms = ({
  number,
  phone,
  fullName,
  dob,
  plate,
}: CasePerson): string[] => [
  ...personToTerms({
    ...(number !== undefined && { number }),
    ...(phone !== undefined && { phone }),
    ...(plate !== undefined && { plate }),
  }),
  ...(fullName === undefined || dob === undefined
    ? []
    : [`birth ${foldText(fullName)} ${dob.slice(0, 4)}`]),
];

/** The same of what a person declared; whoever is looked for by one of them is found. */
export const declaredToTraceTerms = (declared: Declared): string[] => {
  const { docNumber, oldDocNumber, bhyt, fullName, dob, phone, 'move.plate': plate } = declared;
  const numbers = [docNumber, oldDocNumber, bhyt].flatMap((number) =>
    number === undefined ? [] : personToTraceTerms({ number }),
  );
  const rest = personToTraceTerms({
    fullName,
    dob,
    ...(phone !== undefined && { phone }),
    ...(plate !== undefined && { plate }),
  });
  return [...new Set([...numbers, ...rest])];
};

/** One day may be known better than the other. */
const isSameBirth = (one: string, other: string): boolean =>
  one.startsWith(other) || other.startsWith(one);

const isCitizenNumber = (number: string): boolean => /^\d{12}$/.test(number);

/** Whether a crossing is of the case, or of somebody joined to it; null: neither, but a name like theirs. */
export const matchCase = (who: CasePerson, declared: Declared): CaseMatch | null => {
  const { docNumber, oldDocNumber, bhyt } = declared;
  const given = who.number === undefined ? null : compactText(who.number);
  const numbers = [docNumber, oldDocNumber, bhyt].flatMap((number) =>
    number === undefined ? [] : compactText(number),
  );
  const hasTerm = (person: CasePerson): boolean =>
    personToTerms(person).some((term) => declaredToTraceTerms(declared).includes(term));
  const isName =
    who.fullName !== undefined &&
    who.dob !== undefined &&
    foldText(who.fullName) === foldText(declared.fullName) &&
    isSameBirth(who.dob, declared.dob);
  const holds: Readonly<Record<FoundWay, boolean>> = {
    number: given !== null && numbers.includes(given),
    name: isName,
    phone: who.phone !== undefined && hasTerm({ phone: who.phone }),
    plate: who.plate !== undefined && hasTerm({ plate: who.plate }),
  };
  const ways = foundWays.filter((way) => holds[way]);
  if (ways.length === 0) return null;
  if (holds.number) return { is: 'self', ways };
  // Two numbers of one kind are two people, however alike their names; a passport says nothing against a card.
  const isAnother =
    given !== null &&
    isCitizenNumber(given) &&
    docNumber !== undefined &&
    isCitizenNumber(docNumber);
  const isNamedOtherwise =
    who.fullName !== undefined && foldText(who.fullName) !== foldText(declared.fullName);
  if (holds.name && !isAnother) return { is: 'self', ways };
  if (holds.phone) return { is: isAnother || isNamedOtherwise ? 'phone' : 'self', ways };
  if (!holds.plate) return null;
  const isVehicleSought = given === null && who.phone === undefined && who.fullName === undefined;
  return { is: isVehicleSought ? 'self' : 'plate', ways };
};
