import { useState } from 'react';
import type { SettleDesk } from '#domain/settle/desk.ts';
import { overlayDesk, type OverlaidDesk } from '#domain/settle/overlay-desk.ts';
import { failureCode } from '#protocol/call-failure.ts';
import { readDesk, readSaidHere } from '../../store/read-desk.ts';
import { readDevice } from '../../store/read-device.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

type Scope = 'here' | 'unit';

const spanMs = 2 * 86_400_000;

type Desk = {
  readonly desk: OverlaidDesk | null;
  readonly scope: Scope;
  readonly isAsking: boolean;
  readonly trouble: FetchFailure['code'] | null;
  readonly show: (scope: Scope) => void;
};

/** What waits to be settled: of this tablet at any time, of the whole unit when the server was asked. */
export const useDesk = (): Desk => {
  const { tablet, transport } = useServices();
  const [scope, setScope] = useState<Scope>('here');
  const [isAsking, setIsAsking] = useState(false);
  const [trouble, setTrouble] = useState<Desk['trouble']>(null);
  const [told, setTold] = useState<{ desk: SettleDesk; atMs: number } | null>(null);
  const here = useLiveQuery(tablet.db, (live) => (scope === 'here' ? readDesk(live) : null), [
    scope,
  ]);
  const toldAtMs = told?.atMs ?? null;
  const since = useLiveQuery(
    tablet.db,
    async (live) => {
      if (toldAtMs === null) return null;
      const device = await readDevice(live);
      return {
        said: await readSaidHere(live, toldAtMs),
        device: device?.deviceName ?? null,
      };
    },
    [toldAtMs],
    null,
  );
  const ask = async () => {
    setIsAsking(true);
    setTrouble(null);
    const atMs = tablet.clock.wallMs();
    const outcome = await transport.settleDesk({ fromMs: atMs - spanMs });
    setIsAsking(false);
    if (outcome.ok) setTold({ desk: outcome.value, atMs });
    else setTrouble(failureCode(outcome.error));
  };
  const show = (next: Scope) => {
    setScope(next);
    if (next === 'unit') void ask();
  };
  const unit =
    told === null ? null : overlayDesk(told.desk, since?.said ?? [], since?.device ?? null);
  const own = here ? { ...here, takenBack: 0 } : null;
  return { desk: scope === 'here' ? own : unit, scope, isAsking, trouble, show };
};
