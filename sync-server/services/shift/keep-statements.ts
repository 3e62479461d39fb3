import { fail, ok, type Result } from '#domain/core/result.ts';
import { parseShiftId } from '#domain/shift/shift.ts';
import type { ShiftStatement } from '#domain/shift/shift-statement.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { tellShift, type ShiftPorts } from './tell-shift.ts';

type Told = Result<ShiftStatement, ProblemCode>;

type Kept = { readonly unitId: string; readonly mark: string; readonly told: Promise<Told> };

/** Of all units together: about the shift that runs and the one before, of each post of a city. */
const mostKept = 256;

/**
 * Tells shifts to however many ask however often: a statement is worked out anew only where the unit's mark has changed
 * since, and of one unit one at a time. Nothing that was opened for it is kept, only what was told.
 */
export const keepStatements = (
  ports: ShiftPorts,
): ((unitId: string, shiftId: string) => Promise<Told>) => {
  const { store, clock } = ports;
  const kept = new Map<string, Kept>();
  /** Those that have not begun yet: whoever asks meanwhile is told what these will find. */
  const waiting = new Map<string, Promise<Told>>();
  const lastOfUnit = new Map<string, Promise<unknown>>();

  const find = (shiftId: string, mark: string): Promise<Told> | null => {
    const known = kept.get(shiftId);
    return known?.mark === mark ? known.told : null;
  };
  const keep = (shiftId: string, now: Kept): void => {
    // What was stated before the change is of no use to anybody, and may tell what was forgotten.
    for (const [id, { unitId, mark }] of kept) {
      if (unitId === now.unitId && mark !== now.mark) kept.delete(id);
    }
    kept.set(shiftId, now);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '');
    // A fault is told to those who wait for it and not remembered.
    now.told.catch(() => kept.delete(shiftId));
  };
  const workOut = async (unitId: string, shiftId: string): Promise<Told> => {
    waiting.delete(shiftId);
    // The mark before what it stands for: what comes between the two is looked for again, not left out.
    const mark = await store.readStatementMark(unitId);
    const known = find(shiftId, mark);
    if (known !== null) return known;
    const told = tellShift(ports, unitId, shiftId);
    keep(shiftId, { unitId, mark, told });
    return told;
  };
  const queue = (unitId: string, shiftId: string): Promise<Told> => {
    const begin = () => workOut(unitId, shiftId);
    const next = (lastOfUnit.get(unitId) ?? Promise.resolve()).then(begin, begin);
    waiting.set(shiftId, next);
    lastOfUnit.set(unitId, next);
    const rest = () => {
      if (lastOfUnit.get(unitId) === next) lastOfUnit.delete(unitId);
    };
    next.then(rest, rest);
    return next;
  };

  return async (unitId, shiftId) => {
    // What is kept is known by its shift alone: another unit's is not even looked for.
    if (parseShiftId(shiftId)?.unitId !== unitId) return fail('request/malformed');
    const askedAtMs = clock();
    const mark = await store.readStatementMark(unitId);
    const told = await (find(shiftId, mark) ?? waiting.get(shiftId) ?? queue(unitId, shiftId));
    return told.ok ? ok({ ...told.value, statedAtMs: askedAtMs }) : told;
  };
};
