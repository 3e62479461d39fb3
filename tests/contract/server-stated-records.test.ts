import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { parseShiftId } from '#domain/shift/shift.ts';
import { shiftStatementSchema, type ShiftStatement } from '#domain/shift/shift-statement.ts';
import { statementToHoles } from '#domain/shift/statement-to-holes.ts';
import { tellShift } from '../../sync-server/services/shift/tell-shift.ts';
import { idOf } from '../support/id-of.ts';
import { appAt, portsOf, voidingOf } from '../support/sample-retention.ts';
import { sealAll } from '../support/sealing.ts';
import { bothEngines } from './engines.ts';
import { crossingEntry, declarationEntry, pushedAt, shiftId } from './sample-log.ts';
import { openWorld, push, serverNowMs, type ServerWorld, type Tablet } from './server-world.ts';

const tomorrow = 'hn-01/2021-07-26/2';
const afternoon = 'hn-01/2021-07-25/3';
const dayMs = 86_400_000;

/** The entry as a tablet writes it whose clock shows that shift and time. */
const at = (of: string, wall: number, entry: Entry): Entry => ({
  ...entry,
  shiftId: of,
  time: { ...entry.time, wall },
});

const oneCrossing = (number: number, one: number, other: number): Entry => ({
  ...declarationEntry(number),
  kind: 'duplicate.settled',
  subjectId: idOf('settling', number),
  basedOn: [],
  data: {
    recordIds: [crossingEntry(one).subjectId, crossingEntry(other).subjectId],
    verdict: 'same-crossing',
  },
});

/** A sheet of the same person. */
const onPaper = (number: number): Entry => {
  const entry = declarationEntry(number);
  if (entry.kind !== 'declaration.recorded') throw new Error('It is a declaration.');
  return { ...entry, data: { ...entry.data, channel: 'paper' } };
};

describe.each(bothEngines)('of which records a shift is stated, on $name', (engine) => {
  const send = async (
    world: ServerWorld,
    tablet: Tablet,
    entries: readonly Entry[],
    { from, nowMs = serverNowMs }: { readonly from: number; readonly nowMs?: number },
  ) =>
    push(
      appAt(world, nowMs),
      tablet,
      await sealAll(entries.map((entry, index) => pushedAt(from + index, entry))),
    );

  const stated = async (world: ServerWorld, of = shiftId): Promise<ShiftStatement> => {
    const told = await tellShift(portsOf(world), 'hn-01', of);
    if (!told.ok) throw new Error(told.error);
    return shiftStatementSchema.parse(told.value);
  };

  it('[STATE-1] of every one that bears its name, also of a tablet whose date is a day ahead', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const wall = serverNowMs + dayMs;
    const ahead = [declarationEntry(3), crossingEntry(4), voidingOf(5, 2)];
    await send(world, tablet, [declarationEntry(1), crossingEntry(2)], { from: 1 });
    await send(
      world,
      tablet,
      ahead.map((entry) => at(tomorrow, wall, entry)),
      { from: 3 },
    );
    const statement = await stated(world, tomorrow);
    expect(statement).toMatchObject({ records: 1, voided: 0, verdicts: { pass: 1 }, scanned: 1 });
    expect(statement.logs).toMatchObject([{ records: 1 }]);
    expect(await stated(world)).toMatchObject({ records: 0, voided: 1 });
  });

  it('[STATE-1] what was said of one that came a day before its shift is known there', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const ahead = [declarationEntry(3), crossingEntry(4)].map((entry) =>
      at(tomorrow, serverNowMs + dayMs, entry),
    );
    const sent = [declarationEntry(1), crossingEntry(2), ...ahead, oneCrossing(5, 2, 4)];
    await send(world, tablet, sent, { from: 1 });
    expect(await stated(world)).toMatchObject({ records: 1, again: 0 });
    expect(await stated(world, tomorrow)).toMatchObject({ records: 0, again: 1 });
  });

  it('[STATE-2] two that may be one crossing are told in both shifts, and count once when that is said', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const scannedMs = Date.parse('2021-07-25T08:30:00+07:00');
    const typedMs = Date.parse('2021-07-25T13:00:00+07:00');
    const saidMs = Date.parse('2021-07-25T17:59:00+07:00');
    const scanned = [declarationEntry(1), crossingEntry(2)];
    const typed = [onPaper(3), crossingEntry(4)];
    await send(
      world,
      tablet,
      scanned.map((entry) => at(shiftId, scannedMs, entry)),
      { from: 1, nowMs: scannedMs },
    );
    await send(
      world,
      tablet,
      typed.map((entry) => at(afternoon, typedMs, entry)),
      { from: 3, nowMs: typedMs },
    );
    expect(await stated(world)).toMatchObject({ records: 1, duplicates: 1 });
    expect(await stated(world, afternoon)).toMatchObject({ records: 1, duplicates: 1 });
    await send(world, tablet, [at(afternoon, saidMs, oneCrossing(5, 2, 4))], {
      from: 5,
      nowMs: saidMs,
    });
    expect(await stated(world)).toMatchObject({ records: 1, again: 0, duplicates: 0 });
    expect(await stated(world, afternoon)).toMatchObject({ records: 0, again: 1, duplicates: 0 });
  });

  it('[STATE-2] what was said to be one crossing counts once, however long the two lie apart', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const later = 'hn-01/2021-07-28/2';
    const laterMs = serverNowMs + 3 * dayMs;
    await send(world, tablet, [declarationEntry(1), crossingEntry(2)], { from: 1 });
    const sent = [declarationEntry(3), crossingEntry(4), oneCrossing(5, 2, 4)];
    await send(
      world,
      tablet,
      sent.map((entry) => at(later, laterMs, entry)),
      { from: 3, nowMs: laterMs },
    );
    expect(await stated(world)).toMatchObject({ records: 1, again: 0 });
    expect(await stated(world, later)).toMatchObject({ records: 0, again: 1 });
  });

  it('[STATE-3] what a tablet reports is told by when it arrived, whatever year its clock shows', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const incidentId = idOf('incident', 1);
    await push(world.app, tablet, [], {
      incidents: [{ incidentId, code: 'storage/lost', wallMs: Date.UTC(2020, 0, 1) }],
    });
    const statement = await stated(world);
    const shift = parseShiftId(shiftId);
    expect(statementToHoles(statement, shift?.startsAtMs ?? 0)).toMatchObject([
      { what: 'storage/lost' },
    ]);
    expect(statementToHoles(statement, shift?.endsAtMs ?? 0)).toEqual([]);
    // A tablet of an earlier build takes an incident with nothing more to it.
    expect(Object.keys(statement.incidents[0] ?? {}).toSorted()).toEqual([
      'code',
      'deviceName',
      'incidentId',
      'wallMs',
    ]);
  });
});
