import { useEffect, useState } from 'react';
import { readSerial } from '#domain/paper/serial.ts';
import { readNextSerial } from '../../store/paper-ledger.ts';
import { useServices } from '../services.ts';
import type { BesideSheet } from './use-beside-sheet.ts';

/**
 * The serial of the sheet that lies under the last one in the pad; null: unknown. The one under the sheet that is
 * being typed is looked up while it is typed: when it is handed in, the storage is busy keeping it.
 * @param last serial of the sheet before
 * @param typed serial on this one, as far as it is typed
 */
export const useNextSerial = (
  last: string | undefined,
  typed: string,
  { unitId, serialsUnder }: Pick<BesideSheet, 'unitId' | 'serialsUnder'>,
): string | null => {
  const { tablet } = useServices();
  const [next, setNext] = useState((last && serialsUnder.get(last)) ?? null);
  useEffect(() => {
    if (!last || !unitId) return;
    let current = true;
    const read = async () => {
      const found = await readNextSerial(tablet.db, unitId, last);
      if (current) setNext(found);
    };
    void read();
    return () => {
      current = false;
    };
  }, [tablet, unitId, last]);
  useEffect(() => {
    const read = readSerial(typed);
    if (!unitId || read.kind !== 'serial') return;
    const lookAhead = async () => {
      const under = await readNextSerial(tablet.db, unitId, read.serial);
      if (under !== null) serialsUnder.set(read.serial, under);
    };
    void lookAhead();
  }, [tablet, unitId, typed, serialsUnder]);
  return next;
};
