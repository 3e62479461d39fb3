import type { Declaration } from '../declaration/declaration.ts';
import {
  declarationToQuestion,
  identityQuestionSchema,
  type IdentityQuestion,
} from '../identity/registry-check.ts';
import { judgeDeclaration } from './judge-signed.ts';
import type { HeldPerson } from './people-in-hand.ts';
import { personInCode } from './person-in-code.ts';

/**
 * What to ask the registry about who shows these codes: as they declared, if they did, so that it is asked once;
 * otherwise as the codes say. Null: no citizen number, or too little is known.
 */
export const questionAbout = (
  { codes }: HeldPerson,
  former: Declaration | null,
): IdentityQuestion | null => {
  const declaration = judgeDeclaration(codes, [])?.content?.declaration ?? former;
  if (declaration !== null) return declarationToQuestion(declaration);
  const subjects = codes.map(personInCode).filter((one) => one !== null);
  const subject = subjects.find(({ number }) => number !== null) ?? null;
  if (subject === null) return null;
  const card = codes.map(({ code }) => code).find((code) => code.kind === 'citizen-card');
  const question = identityQuestionSchema.safeParse({
    number: subject.number,
    fullName: subject.name,
    dob: subject.dob,
    sex: card?.sex ?? 'X',
  });
  return question.success ? question.data : null;
};
