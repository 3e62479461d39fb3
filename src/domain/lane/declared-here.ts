import { compactText, foldText } from '../core/folded-text.ts';
import type { AnswerOf } from '../declaration/answers.ts';
import { openDeclarationCode, readSignedDeclaration } from '../qr/signed-declaration.ts';

/** Who declared at the unit's poster; nobody has checked the signature yet. */
export type DeclaredPerson = {
  readonly declarationId: string;
  readonly code: string;
  readonly name: string;
  readonly vehicle: AnswerOf<'vehicleType'> | null;
  readonly plate: string | null;
  /** By the server's clock. */
  readonly declaredAtMs: number;
};

/** Who came in one vehicle; at least one. */
export type DeclaredParty = {
  readonly people: readonly DeclaredPerson[];
  /** When the last of them had declared. */
  readonly readyAtMs: number;
};

/** A family in a car; more of one plate are a bus, and strangers to each other. */
const mostInParty = 9;
const sharedByStrangers: readonly DeclaredPerson['vehicle'][] = ['coach', 'train', 'plane', 'boat'];

/** What a code says that came without having been shown; null: it says nothing, or is of another declaration. */
export const readDeclared = (
  declarationId: string,
  code: string,
  declaredAtMs: number,
): DeclaredPerson | null => {
  const message = openDeclarationCode(code);
  const signed = message && readSignedDeclaration(message.payload);
  if (!signed || signed.id !== declarationId) return null;
  const { fullName, 'move.vehicleType': vehicle, 'move.plate': plate } = signed.declaration;
  return {
    declarationId,
    code,
    name: fullName,
    vehicle: vehicle ?? null,
    plate: plate ?? null,
    declaredAtMs,
  };
};

/** People by their vehicles, whoever was ready first standing first. */
export const toParties = (people: readonly DeclaredPerson[]): DeclaredParty[] => {
  const byPlate = Map.groupBy(people, ({ declarationId, plate, vehicle }) =>
    plate === null || sharedByStrangers.includes(vehicle) ? declarationId : compactText(plate),
  );
  return [...byPlate.values()]
    .flatMap((together) =>
      together.length > mostInParty ? together.map((one) => [one]) : [together],
    )
    .map((together) => ({
      people: together,
      readyAtMs: Math.max(...together.map(({ declaredAtMs }) => declaredAtMs)),
    }))
    .toSorted((one, other) => one.readyAtMs - other.readyAtMs);
};

/** Whether a party is meant by what was typed: a name's words, or a part of the plate. */
export const isMeantBy = ({ people }: DeclaredParty, typed: string): boolean => {
  const words = foldText(typed);
  const signs = compactText(typed);
  return people.some(
    ({ name, plate }) =>
      foldText(name).includes(words) ||
      (signs !== '' && plate !== null && compactText(plate).includes(signs)),
  );
};
