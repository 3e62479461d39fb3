import { useState } from 'react';
import type { Unit } from '#domain/unit/unit.ts';
import { failureCode } from '#protocol/call-failure.ts';
import type { UnitsSetResponse } from '#protocol/units.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { useServices } from '../services.ts';

type SetUnits = {
  readonly busy: boolean;
  readonly trouble: FetchFailure['code'] | null;
  /** Null: it was not done; `again` asks the same once more. */
  readonly ask: (units: readonly Unit[], isPreview: boolean) => Promise<UnitsSetResponse | null>;
};

/** Has the server set units, or say what that would change. */
export const useSetUnits = (): SetUnits => {
  const { transport, sync } = useServices();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<SetUnits['trouble']>(null);
  return {
    busy,
    trouble,
    ask: async (units, isPreview) => {
      setBusy(true);
      setTrouble(null);
      const answer = await transport.setUnits(units, isPreview);
      setBusy(false);
      if (!answer.ok) {
        setTrouble(failureCode(answer.error));
        return null;
      }
      // The list on this tablet comes with the reference data, like every other's.
      if (!isPreview) sync.wake('asked');
      return answer.value;
    },
  };
};
