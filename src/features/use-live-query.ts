import { useEffect, useState, type DependencyList } from 'react';
import type { ChotDatabase } from '../store/database.ts';
import { afterPaint } from '../platform/after-paint.ts';
import { watchReading } from '../store/watch-reading.ts';

type Told<Value> = { readonly value: Value } | { readonly error: unknown };

/**
 * What a reading of the tablet's database says, now and after each change of what it looked into.
 * Until the first answer it is `initial`; while another question is asked, the last answer stands.
 * @param read asks the database it is given, and no other way: only that is watched
 * @param asked what the question depends on, beside the database
 * @throws in drawing, what the reading threw
 */
export const useLiveQuery = <Value, Initial = undefined>(
  db: ChotDatabase,
  read: (db: ChotDatabase) => Promise<Value> | Value,
  asked: DependencyList = [],
  initial?: Initial,
): Value | Initial => {
  const [told, setTold] = useState<Told<Value | Initial>>({ value: initial as Initial });
  useEffect(
    () =>
      watchReading(db, {
        read,
        onValue: (value) =>
          setTold((before) => ('value' in before && before.value === value ? before : { value })),
        onError: (error) => setTold({ error }),
        later: afterPaint,
      }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- as with an effect, who asks says upon what
    [db, ...asked],
  );
  if ('error' in told) throw told.error;
  return told.value;
};
