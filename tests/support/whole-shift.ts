import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Entry, EntryOf } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { serialsBetween, unitToPrefix } from '#domain/paper/serial.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import { crossingEntry, declarationEntry } from '../contract/sample-log.ts';
import { idOf } from './id-of.ts';

export const unitId = 'hn-01';
const minute = 60_000;
const startedMs = Date.now();
const { shiftId } = shiftAt(unitId, startedMs);
type Verdict = Crossing['check.verdict'];
type Channel = Declaration['channel'];

/** What the report of the shift must count of somebody. */
export type Told = { readonly verdict: Verdict; readonly channel: Channel };

const envelope = (number: number) => {
  const { entryId, v, officer, session, app } = declarationEntry(number);
  const time = { wall: startedMs - 10 * minute + number * 100, mono: number, boot: 'boot-1' };
  return { v, entryId, unitId, shiftId, officer, session, app, time };
};

/** Both entries of one of the wire's people, each somebody else. */
export const recorded = (
  number: number,
  { verdict, channel }: Told,
  said: Partial<Declaration> = {},
): Entry[] => {
  const declared = declarationEntry(number);
  const crossed = crossingEntry(number + 1);
  if (declared.kind !== 'declaration.recorded' || crossed.kind !== 'crossing.recorded') return [];
  const person = {
    channel,
    fullName: `Người Mẫu ${String.fromCodePoint(65 + (number % 26))}${number}`,
    docNumber: `0010${String(90_000_000 + number * 37)}`,
    phone: `+849${String(10_000_000 + number * 131)}`,
    dob: `19${String(50 + (number % 45))}-0${1 + (number % 9)}-1${number % 9}`,
  };
  return [
    { ...declared, ...envelope(number), data: { ...declared.data, ...person, ...said } },
    {
      ...crossed,
      ...envelope(number + 1),
      schema: currentSchemaOf('crossing.recorded'),
      data: { ...crossed.data, 'check.verdict': verdict },
    },
  ];
};

/** Sixteen sheets: twelve typed, three spoiled, and one in a hand that never came back. */
const block = '7KQ';
export const sheets = serialsBetween(unitToPrefix(unitId), { block, from: 1, to: 60 }).slice(0, 16);
/** Some numbers have no serial, because it would be easily misread. */
const numberAt = (index: number): number => sheets[index]?.number ?? 0;
const padId = idOf('pad', 1);
const ofPad = { subjectId: padId, schema: 1 };
const issued: EntryOf<'pad.issued'> = {
  ...envelope(801),
  ...ofPad,
  kind: 'pad.issued',
  data: { block, from: numberAt(0), to: numberAt(15), paper: 'a4', logId: idOf('log', 999) },
};
const handedOut: Entry = {
  ...envelope(802),
  ...ofPad,
  kind: 'sheets.handed-out',
  basedOn: [issued.entryId],
  data: { from: numberAt(0), to: numberAt(15), officer: 'hn-01-pg1' },
};
const spoiled: Entry = {
  ...envelope(803),
  ...ofPad,
  kind: 'sheets.spoiled',
  basedOn: [handedOut.entryId],
  data: { from: numberAt(12), to: numberAt(14), reason: 'torn' },
};
export const missing = sheets[15]?.serial ?? '';

const verdicts = ['pass', 'pass', 'pass', 'turn_back', 'test_on_site', 'hold'] as const;
export const fromPaper = (index: number): Told => ({
  verdict: verdicts[index % verdicts.length] ?? 'pass',
  channel: 'paper',
});
export const fromCode = (index: number): Told => ({ ...fromPaper(index + 1), channel: 'cccd_qr' });

/** The pad, its sheets handed out, and three of them spoiled. */
export const padEntries: readonly Entry[] = [issued, handedOut, spoiled];

/** Somebody who was recorded over the wire, kept a second time elsewhere. */
export const keptAgain = (number: number, one: Told): Entry[] => {
  const [declared] = recorded(number, one);
  if (declared?.kind !== 'declaration.recorded') throw new Error('no declaration');
  const { fullName, docNumber, phone, dob } = declared.data;
  return recorded(number + 400, one, { fullName, docNumber, phone, dob });
};

/** A telephone number corrected by somebody who knew of no other correction. */
export const corrected = (number: number, of: number, phone: string): Entry => ({
  ...declarationEntry(number),
  ...envelope(number),
  kind: 'declaration.amended',
  subjectId: declarationEntry(of).subjectId,
  basedOn: [declarationEntry(of).entryId],
  data: { fields: { phone }, role: 'paper-officer' },
});
