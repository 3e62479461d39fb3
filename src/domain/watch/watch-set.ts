import { markBytes } from './watch-mark.ts';

/** Marks one after the other, rising, none twice. */
export type Marks = Uint8Array;

/** Who is looked for, as far as a tablet may know it. */
export type WatchSet = {
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly cases: Marks;
  readonly contacts: Marks;
};

/** Marks in any order. */
export type WatchChange = {
  readonly cases: Uint8Array;
  readonly contacts: Uint8Array;
  readonly withdrawn: Uint8Array;
};

const compareAt = (one: Uint8Array, at: number, other: Uint8Array, otherAt: number): number => {
  for (let index = 0; index < markBytes; index += 1) {
    const difference = (one[at + index] ?? 0) - (other[otherAt + index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

const sortMarks = (marks: Uint8Array): Marks => {
  const starts = Array.from({ length: marks.length / markBytes }, (_, index) => index * markBytes);
  starts.sort((one, other) => compareAt(marks, one, marks, other));
  const sorted = new Uint8Array(marks.length);
  let length = 0;
  for (const start of starts) {
    if (length > 0 && compareAt(sorted, length - markBytes, marks, start) === 0) continue;
    sorted.set(marks.subarray(start, start + markBytes), length);
    length += markBytes;
  }
  return sorted.slice(0, length);
};

const hasMark = (marks: Marks, mark: Uint8Array): boolean => {
  let low = 0;
  let high = marks.length / markBytes;
  while (low < high) {
    const middle = (low + high) >> 1;
    const difference = compareAt(marks, middle * markBytes, mark, 0);
    if (difference === 0) return true;
    if (difference < 0) low = middle + 1;
    else high = middle;
  }
  return false;
};

/** In one pass, however long the list and short the change. */
const merge = (marks: Marks, dropped: Marks, added: Marks): Marks => {
  const merged = new Uint8Array(marks.length + added.length);
  let [from, drop, add, length] = [0, 0, 0, 0];
  const take = (source: Marks, at: number) => {
    merged.set(source.subarray(at, at + markBytes), length);
    length += markBytes;
  };
  while (from < marks.length || add < added.length) {
    const order =
      from >= marks.length ? 1 : add >= added.length ? -1 : compareAt(marks, from, added, add);
    if (order >= 0) {
      take(added, add);
      add += markBytes;
      if (order === 0) from += markBytes;
      continue;
    }
    while (drop < dropped.length && compareAt(dropped, drop, marks, from) < 0) drop += markBytes;
    const isDropped = drop < dropped.length && compareAt(dropped, drop, marks, from) === 0;
    if (!isDropped) take(marks, from);
    from += markBytes;
  }
  return merged.slice(0, length);
};

const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** The set after a change: who became a case is no contact any more, and who is withdrawn is gone. */
export const changeWatchSet = (
  { key, cases, contacts }: WatchSet,
  { cases: newCases, contacts: newContacts, withdrawn }: WatchChange,
): WatchSet => ({
  key,
  cases: merge(cases, sortMarks(joined(withdrawn, newContacts)), sortMarks(newCases)),
  contacts: merge(contacts, sortMarks(joined(withdrawn, newCases)), sortMarks(newContacts)),
});

/** Of several marks of one person: a case goes before a contact. */
export const findWatched = (
  { cases, contacts }: WatchSet,
  marks: readonly Uint8Array[],
): 'case' | 'contact' | null => {
  if (marks.some((mark) => hasMark(cases, mark))) return 'case';
  return marks.some((mark) => hasMark(contacts, mark)) ? 'contact' : null;
};

const keyBytes = 32;

/** Key, length of the cases in bytes (4 bytes, big-endian), cases, contacts. */
export const watchSetToBytes = ({ key, cases, contacts }: WatchSet): Uint8Array => {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, cases.length);
  return joined(key, length, cases, contacts);
};

export const bytesToWatchSet = (bytes: Uint8Array): WatchSet => {
  const begin = keyBytes + 4;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = begin + view.getUint32(keyBytes);
  return {
    key: bytes.slice(0, keyBytes),
    cases: bytes.slice(begin, end),
    contacts: bytes.slice(end),
  };
};
