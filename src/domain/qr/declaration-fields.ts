import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Address } from '../declaration/address.ts';
import { answersByList, type AnswerList } from '../declaration/answers.ts';
import type { Declaration } from '../declaration/declaration.ts';
import { shownText } from './shown-text.ts';

/** How a field stands in a code. `read` gives undefined for what no writer writes. */
type FieldForm = {
  readonly write: (value: unknown) => unknown;
  readonly read: (cbor: unknown) => unknown;
};

const dayMs = 86_400_000;
/** From here days are counted, so that a birthday takes three bytes. */
const firstDayMs = Date.UTC(1900, 0, 1);

/** Text that came from a hand: what cannot be seen is not carried. */
const text: FieldForm = {
  write: (value) => shownText(String(value), 300),
  read: (cbor) =>
    typeof cbor === 'string' && cbor.length <= 300 && shownText(cbor, 300) === cbor
      ? cbor
      : undefined,
};

/** So many digits as one number; whatever has other letters as text. */
const digits = (length: number, prefix = ''): FieldForm => ({
  write: (value) => {
    const bare = String(value).slice(prefix.length);
    return bare.length === length && /^\d+$/.test(bare) ? Number(bare) : text.write(value);
  },
  read: (cbor) =>
    isCount(cbor) && cbor < 10 ** length
      ? prefix + String(cbor).padStart(length, '0')
      : text.read(cbor),
});

/** `+84912345678` as its number. A country's code never begins with 0. */
const phone: FieldForm = {
  write: (value) => Number(String(value).slice(1)),
  read: (cbor) => (isCount(cbor) ? `+${cbor}` : undefined),
};

const count: FieldForm = {
  write: (value) => value,
  read: (cbor) => (isCount(cbor) ? cbor : undefined),
};

const oneOf = (list: AnswerList): FieldForm => {
  const answers: readonly unknown[] = answersByList[list];
  return {
    write: (value) => answers.indexOf(value),
    read: (cbor) => (isCount(cbor) ? answers[cbor] : undefined),
  };
};

/** A bit for each answer. */
const someOf = (list: AnswerList): FieldForm => {
  const answers: readonly unknown[] = answersByList[list];
  return {
    write: (value) =>
      answers.reduce<number>(
        (bits, answer, place) =>
          Array.isArray(value) && value.includes(answer) ? bits + 2 ** place : bits,
        0,
      ),
    read: (cbor) =>
      isCount(cbor) && cbor < 2 ** answers.length
        ? answers.filter((_, place) => Math.floor(cbor / 2 ** place) % 2 === 1)
        : undefined,
  };
};

/** Days since 1900; a year alone as its negative, any other day as its text. */
const day: FieldForm = {
  write: (value) => {
    const iso = String(value);
    if (iso.length === 4) return -Number(iso);
    const days = iso.length === 10 ? (Date.parse(iso) - firstDayMs) / dayMs : -1;
    return days >= 0 ? days : iso;
  },
  read: (cbor) => {
    if (typeof cbor === 'string') return cbor.length <= 10 ? cbor : undefined;
    if (typeof cbor !== 'number' || !Number.isSafeInteger(cbor) || Math.abs(cbor) > 99_999) {
      return undefined;
    }
    if (cbor < 0) return String(-cbor).padStart(4, '0');
    return new Date(firstDayMs + cbor * dayMs).toISOString().slice(0, 10);
  },
};

/** Seconds since 1970, told in the time of Vietnam. */
const instant: FieldForm = {
  write: (value) => Math.floor(Date.parse(String(value)) / 1000),
  read: (cbor) => (isCount(cbor) && cbor < 253_402_300_799 ? secondsToIso(cbor) : undefined),
};

export const secondsToIso = (seconds: number): string =>
  `${new Date(seconds * 1000 + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;

/** [province, ward, house and street]; a place that is tied to no ward as its text. */
const address: FieldForm = {
  write: (value) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only fields that the schema calls addresses come here
    const place = value as Address;
    return place.unitSet === 'text'
      ? text.write(place.detail)
      : [Number(place.provinceCode), Number(place.wardCode), text.write(place.detail)];
  },
  read: (cbor) => {
    if (typeof cbor === 'string') return { unitSet: 'text', detail: text.read(cbor) };
    if (!Array.isArray(cbor) || cbor.length !== 3) return undefined;
    const [province, ward, detail]: unknown[] = cbor;
    if (!isCount(province) || !isCount(ward)) return undefined;
    return {
      unitSet: '2025',
      provinceCode: String(province).padStart(2, '0'),
      wardCode: String(ward).padStart(5, '0'),
      detail: text.read(detail),
    };
  },
};

export const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** Sixteen bytes for the text of an id. */
export const uuidForm = {
  write: (uuid: string): Uint8Array => hexToBytes(uuid.replaceAll('-', '')),
  read: (cbor: unknown): string | null => {
    if (!(cbor instanceof Uint8Array) || cbor.length !== 16) return null;
    return bytesToHex(cbor).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  },
};

/** What the code says in another way: who declared when, and the yes-no answers as bits. */
type Derived =
  | 'schemaVersion'
  | 'channel'
  | 'paperSerial'
  | 'declaredAt'
  | 'validUntil'
  | 'ack'
  | YesNoKey;

export const yesNoKeys = [
  'byProxy',
  'epi.travelled14d',
  'epi.anySymptom',
  'epi.contactCase',
  'epi.contactArea',
  'epi.contactSymptomatic',
] as const satisfies readonly (keyof Declaration)[];
type YesNoKey = (typeof yesNoKeys)[number];

export type CodeFieldKey = Exclude<keyof Declaration, Derived>;

/**
 * The number and the form of each field in a code `HN1:`. Numbers are never given again to another field;
 * those below 24 take one byte and go to what nearly everybody answers.
 */
export const fieldForms: Readonly<Record<CodeFieldKey, readonly [number: number, FieldForm]>> = {
  fullName: [5, text],
  docType: [6, oneOf('docType')],
  docNumber: [7, digits(12)],
  dob: [8, day],
  sex: [9, oneOf('sex')],
  phone: [10, phone],
  'addr.permanent': [11, address],
  'addr.staying': [12, address],
  'move.direction': [13, oneOf('direction')],
  'move.vehicleType': [14, oneOf('vehicleType')],
  'move.plate': [15, text],
  'move.departAt': [16, day],
  'move.from': [17, address],
  'move.to': [18, address],
  'move.purpose': [19, oneOf('purpose')],
  'vax.doses': [20, count],
  'vax.lastDate': [21, day],
  'move.party': [22, count],
  'addr.temporary': [23, address],
  nationality: [24, text],
  oldDocNumber: [25, digits(9)],
  email: [26, text],
  bhyt: [27, digits(10)],
  'move.seat': [28, text],
  'move.purposeNote': [29, text],
  'epi.places': [30, text],
  'epi.symptoms': [31, someOf('symptom')],
  'epi.onset': [32, day],
  'epi.symptomNote': [33, text],
  'test.kind': [34, oneOf('testKind')],
  'test.sampledAt': [35, instant],
  'test.result': [36, oneOf('testResult')],
  'permit.kind': [37, oneOf('permitKind')],
  'permit.number': [38, text],
  'proxy.name': [39, text],
  'proxy.phone': [40, phone],
  'proxy.relation': [41, text],
};
