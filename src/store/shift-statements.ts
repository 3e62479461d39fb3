import type { ShiftStatement } from '#domain/shift/shift-statement.ts';
import type { ChotDatabase } from './database.ts';
import type { ShiftStatementRow } from './rows.ts';

/** Keeps what the server stated of a shift, to be printed without it. */
export const keepStatement = async (
  { shiftStatements }: Pick<ChotDatabase, 'shiftStatements'>,
  statement: ShiftStatement,
  askedAtMs: number,
): Promise<void> => {
  await shiftStatements.put({ shiftId: statement.shiftId, askedAtMs, statement });
};

export const readStatement = async (
  { shiftStatements }: Pick<ChotDatabase, 'shiftStatements'>,
  shiftId: string,
): Promise<ShiftStatementRow | null> => (await shiftStatements.get(shiftId)) ?? null;
