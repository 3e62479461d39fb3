import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';

/** As much of a record as says whether it is the same crossing as another one. */
export type Sighting = {
  readonly recordId: string;
  /** Unix milliseconds, by the server's clock where the tablet knew it. */
  readonly atMs: number;
  readonly declaration: Partial<
    Pick<
      Declaration,
      | 'fullName'
      | 'dob'
      | 'sex'
      | 'docNumber'
      | 'oldDocNumber'
      | 'phone'
      | 'paperSerial'
      | 'channel'
      | 'move.direction'
      | 'move.plate'
      | 'move.departAt'
    >
  >;
  readonly crossing: Partial<Pick<Crossing, 'codeHash' | 'signedId' | 'partyId'>>;
};
