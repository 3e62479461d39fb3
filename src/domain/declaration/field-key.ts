import type { Crossing } from './crossing.ts';
import type { Declaration } from './declaration.ts';

/** Keys that a person answers; the rest of a declaration is derived when it is kept. */
export type DeclarationFieldKey =
  | Exclude<keyof Declaration, 'schemaVersion' | 'channel' | 'validUntil' | 'ack'>
  | 'ack.how'
  /** The sheet's box "không có điện thoại". */
  | 'noPhone';

export type CrossingKey = Exclude<
  keyof Crossing,
  'declarationId' | 'check.at' | 'codeHash' | 'signedId' | 'partyId' | 'ruleSet'
>;
