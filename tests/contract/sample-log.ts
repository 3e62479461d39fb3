import { encode } from 'cborg';
import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import { entryToBytes } from '#domain/log/entry-codec.ts';
import type { Entry, Envelope } from '#domain/log/entry.ts';
import type { PushedEntry } from '#protocol/push.ts';
import { idOf } from '../support/id-of.ts';
import { sampleClosing } from '../support/sample-closing.ts';

/** Words of an invented person that must never come out of the board or a feed. */
export const personalWords = ['NGUYỄN VĂN MẪU', '+84900000001', '001099000001', 'Ngõ Mẫu'];

const wallMs = Date.UTC(2021, 6, 25, 2, 0, 0);
const text = { unitSet: 'text' as const, detail: 'Số 1 Ngõ Mẫu' };

const declaration: Declaration = {
  schemaVersion: 1,
  channel: 'cccd_qr',
  byProxy: false,
  declaredAt: '2021-07-25T09:00:00+07:00',
  validUntil: '2021-07-28T09:00:00+07:00',
  ack: { noticeVersion: '1', at: '2021-07-25T09:00:00+07:00', how: 'verbal' },
  fullName: 'NGUYỄN VĂN MẪU',
  docType: 'CCCD',
  docNumber: '001099000001',
  dob: '1999',
  sex: 'M',
  nationality: 'VN',
  phone: '+84900000001',
  'addr.permanent': text,
  'addr.staying': text,
  'move.direction': 'in',
  'move.vehicleType': 'motorbike',
  'move.departAt': '2021-07-25',
  'move.from': text,
  'move.to': text,
  'move.purpose': 'goods_essential',
  'epi.travelled14d': false,
  'epi.anySymptom': false,
  'epi.contactCase': false,
  'epi.contactArea': false,
  'epi.contactSymptomatic': false,
};

const crossingOf = (declarationId: string): Crossing => ({
  declarationId,
  'check.temperature': 36.6,
  'check.idMethod': 'cccd_qr',
  'check.idResult': 'match',
  'check.verdict': 'pass',
  'check.at': '2021-07-25T09:00:30+07:00',
});

export const shiftId = 'hn-01/2021-07-25/2';

const envelopeOf = (number: number): Omit<Envelope, 'kind' | 'data' | 'subjectId'> => ({
  v: 1,
  schema: 1,
  entryId: idOf('entry', number),
  unitId: 'hn-01',
  shiftId,
  officer: 'hn-01-qm1',
  session: 'session-1',
  time: { wall: wallMs + number, mono: number, boot: 'boot-1' },
  app: '0.1.0',
});

export const declarationEntry = (number: number): Entry => ({
  ...envelopeOf(number),
  kind: 'declaration.recorded',
  subjectId: idOf('declaration', number),
  data: declaration,
});

/** The crossing of the declaration numbered one before it. */
export const crossingEntry = (number: number): Entry => ({
  ...envelopeOf(number),
  kind: 'crossing.recorded',
  subjectId: idOf('crossing', number),
  data: crossingOf(idOf('declaration', number - 1)),
});

export const closingEntry = (number: number, records: number): Entry => ({
  ...envelopeOf(number),
  kind: 'shift.closed',
  subjectId: idOf('closing', number),
  data: {
    ...sampleClosing(shiftId),
    records,
    proof: 'none',
    signature: null,
    countersignature: null,
  },
});

/** An entry as it is sent, with the place it is meant for. */
export type PlacedEntry = PushedEntry & { readonly position: number };

/** The entry at its place in a log. */
export const pushedAt = (position: number, entry: Entry): PlacedEntry => {
  const frame = entryToBytes(entry);
  if (!frame.ok) throw new Error(frame.error.code);
  return frameAt(position, frame.value, entry.entryId);
};

/** What another build would freeze: an envelope that is in order, around anything. */
export const strangeAt = (position: number, envelope: Envelope): PlacedEntry =>
  frameAt(position, Uint8Array.of(1, ...encode(envelope)), envelope.entryId);

export const frameAt = (position: number, frame: Uint8Array, entryId: string): PlacedEntry => ({
  position,
  entryId,
  frame: new Uint8Array(frame),
});

/** A log of whole records, declaration and crossing in turn: `entries` is even. */
export const sampleLog = (entries: number): PlacedEntry[] =>
  Array.from({ length: entries }, (_, index) => {
    const number = index + 1;
    return pushedAt(number, number % 2 === 1 ? declarationEntry(number) : crossingEntry(number));
  });
