import { useEffect, useState } from 'react';
import { recognise } from '#domain/qr/recognise.ts';
import { verifyCode, type Verification } from '#domain/qr/verify-code.ts';
import { verifySignature } from '../../platform/verify-signature.ts';
import { readTrustList } from '../../store/read-trust-list.ts';
import { readContact } from '../../store/settings.ts';
import { useNow } from '../../ui/use-now.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

/** So often a code that stays in hand is looked at again: it may end meanwhile. */
const againMs = 30_000;

const nothingChecked: ReadonlyMap<string, Verification> = new Map();

/**
 * What came of checking the signatures of codes in hand, by text, with the keys this tablet was told of and the
 * server's time as far as the tablet knows it; a code that bears none is not in it.
 */
export const useCheckedCodes = (texts: readonly string[]): ReadonlyMap<string, Verification> => {
  const { db, clock } = useServices().tablet;
  const tick = useNow(againMs);
  const known = useLiveQuery(db, async (live) => {
    const { offsetMs } = await readContact(live);
    return { keys: await readTrustList(live), offsetMs: offsetMs ?? 0 };
  });
  const [checked, setChecked] = useState(nothingChecked);
  useEffect(() => {
    if (known === undefined) return undefined;
    let isStale = false;
    const nowMs = clock.wallMs() + known.offsetMs;
    const check = async (text: string): Promise<readonly [string, Verification][]> => {
      const code = recognise(text);
      if (code.kind !== 'signed-declaration' && code.kind !== 'vaccine-pass') return [];
      return [[text, await verifyCode(code, known.keys, nowMs, verifySignature)]];
    };
    void Promise.all(texts.map(check)).then((all) => {
      if (!isStale) setChecked(new Map(all.flat()));
    });
    return () => {
      isStale = true;
    };
  }, [texts, known, clock, tick]);
  return checked;
};
