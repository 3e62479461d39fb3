import { foldText } from '../core/folded-text.ts';
import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';

/** What makes two records look alike. */
export type Evidence = 'code' | 'paper-serial' | 'document' | 'name-birth';

/** As much of a record as is compared with others. */
export type Comparable = {
  readonly recordId: string;
  /** Unix milliseconds, by the server's clock where the tablet knew it. */
  readonly atMs: number;
  readonly direction: Declaration['move.direction'] | null;
  /** What it has in common with others, if they have the same. */
  readonly kin: Partial<Readonly<Record<Evidence, string>>>;
};

/** By what a record is known again, on its unit. */
export const kinOf = (
  crossing: Pick<Crossing, 'codeHash' | 'signedId'>,
  declaration: Declaration | null,
): Comparable['kin'] => ({
  ...codeKin(crossing),
  ...(declaration === null ? {} : personKin(declaration)),
});

/** Anybody can write another code with the same signed content: that one is known by its id. */
const codeKin = ({ signedId, codeHash }: Pick<Crossing, 'codeHash' | 'signedId'>) => {
  const code = signedId ?? codeHash;
  return code === undefined ? {} : { code };
};

const personKin = ({ paperSerial, docNumber, fullName, dob }: Declaration): Comparable['kin'] => ({
  ...(paperSerial === undefined ? {} : { 'paper-serial': paperSerial }),
  ...(docNumber === undefined ? {} : { document: docNumber }),
  'name-birth': `${foldText(fullName)} ${dob}`,
});

/** The tablet's clock, corrected by what it knew of the server's. */
export const correctedMs = (time: {
  readonly wall: number;
  readonly offset?: number | undefined;
}): number => time.wall + (time.offset ?? 0);
