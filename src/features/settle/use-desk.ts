import { useState } from 'react';
import type { SettleDesk } from '#domain/settle/desk.ts';
import { overlayDesk, type OverlaidDesk } from '#domain/settle/overlay-desk.ts';
import { parseShiftId } from '#domain/shift/shift.ts';
import { failureCode } from '#protocol/call-failure.ts';
import { readDesk, readSaidHere } from '../../store/read-desk.ts';
import { readDevice } from '../../store/read-device.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

type Scope = 'here' | 'unit';

const spanMs = 2 * 86_400_000;
/** What a tablet counts into a shift before it begins, by a clock that is wrong. */
const earlyMs = 2 * 3_600_000;

/** Two days back, or to the beginning of an earlier shift. */
const reachTo = (shiftId: string | undefined, nowMs: number): number => {
  const shift = parseShiftId(shiftId ?? '');
  return Math.min(nowMs - spanMs, shift === null ? nowMs : shift.startsAtMs - earlyMs);
};

type Desk = {
  readonly desk: OverlaidDesk | null;
  readonly scope: Scope;
  /** From when on the server was asked; null: it was not. */
  readonly fromMs: number | null;
  readonly isAsking: boolean;
  readonly trouble: FetchFailure['code'] | null;
  readonly show: (scope: Scope) => void;
};

/**
 * What waits to be settled: of this tablet at any time, of the whole unit when the server was asked.
 * @param shiftId the shift that is to be closed; undefined: none in particular
 */
export const useDesk = (shiftId: string | undefined): Desk => {
  const { tablet, transport } = useServices();
  const [scope, setScope] = useState<Scope>('here');
  const [fromMs, setFromMs] = useState<number | null>(null);
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
    const reachMs = reachTo(shiftId, atMs);
    setFromMs(reachMs);
    const outcome = await transport.settleDesk({ fromMs: reachMs });
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
  return { desk: scope === 'here' ? own : unit, scope, fromMs, isAsking, trouble, show };
};
