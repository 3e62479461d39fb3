import { useCallback, useState } from 'react';
import { receiveBulletin, type ReceiveFailure } from '../actions/receive-bulletin.ts';
import { useServices } from './services.ts';

/** Says that a bulletin was read or acknowledged: what went wrong, if it did, and a wake-up for the delivery if not. */
export const useReceiveBulletin = () => {
  const { tablet, sync } = useServices();
  const [trouble, setTrouble] = useState<ReceiveFailure['code'] | null>(null);
  const receive = useCallback(
    async (bulletinId: string, what: 'read' | 'acknowledged'): Promise<void> => {
      const said = await receiveBulletin(tablet, bulletinId, what);
      setTrouble(said.ok ? null : said.error.code);
      if (said.ok) sync.wake('saved');
    },
    [tablet, sync],
  );
  return { trouble, receive };
};
