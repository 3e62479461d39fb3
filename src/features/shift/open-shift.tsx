import { useState } from 'react';
import type { Officer } from '#domain/officer/officer.ts';
import { may } from '#domain/officer/permissions.ts';
import type { ShiftOpening } from '#domain/shift/shift-data.ts';
import { openShift } from '../../actions/open-shift.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readLedger } from '../../store/paper-ledger.ts';
import { readDevice } from '../../store/read-device.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './shift-people.module.css';

export type KnownTablet = { readonly deviceId: string; readonly deviceName: string };

const lanes = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** What is put beside the others where there is no lane. */
const atTable = 'table';
const notHere = '';

type OpenShiftProps = {
  shiftId: string;
  before: ShiftOpening | null;
  officers: readonly Officer[];
  /** As far as they are known: this one, and those that the server told of. */
  tablets: readonly KnownTablet[];
  onDone: () => void;
};

/** Who works on a shift, on which tablet, with which pads. */
export const OpenShift = ({ shiftId, before, officers, tablets, onDone }: OpenShiftProps) => {
  const say = useWords();
  const { tablet, sync } = useServices();
  const { officerId } = useSession();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(before?.officers ?? [officerId]),
  );
  const [laneOf, setLaneOf] = useState<ReadonlyMap<string, string>>(
    new Map(before?.tablets.map(({ deviceId, lane }) => [deviceId, String(lane ?? atTable)])),
  );
  const [padIds, setPadIds] = useState<ReadonlySet<string>>(new Set(before?.pads));
  const [trouble, setTrouble] = useState<string | null>(null);
  const pads = useLiveQuery(tablet.db, async (live) => {
    const device = await readDevice(live);
    return (await readLedger(live, device?.unitId ?? '')).pads;
  });

  // Officers of the city's desks sign in here, but do not stand on the road.
  const atPost = officers.filter(
    ({ officerId: id, role }) =>
      may(role, 'keep-record') || may(role, 'handle-referrals') || chosen.has(id),
  );

  const save = async () => {
    const opened = await openShift(tablet, {
      shiftId,
      officers: [...chosen].toSorted(),
      tablets: [...laneOf]
        .filter(([, lane]) => lane !== notHere)
        .map(([deviceId, lane]) => ({ deviceId, lane: lane === atTable ? null : Number(lane) }))
        .toSorted((left, right) => (left.deviceId < right.deviceId ? -1 : 1)),
      pads: [...padIds].toSorted(),
    });
    setTrouble(opened.ok ? null : say(opened.error.code));
    if (!opened.ok) return;
    sync.wake('saved');
    onDone();
  };

  return (
    <form
      className={styles.open}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <fieldset>
        <legend>{say('open.officers')}</legend>
        {atPost.map(({ officerId: id, name }) => (
          <label key={id} className={styles.choice}>
            <input
              type="checkbox"
              checked={chosen.has(id)}
              onChange={() => setChosen(toggled(chosen, id))}
            />
            {name}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{say('open.tablets')}</legend>
        {tablets.length < 2 && <p>{say('open.tablets.unknown')}</p>}
        {tablets.map(({ deviceId, deviceName }) => (
          <label key={deviceId} className={styles.choice}>
            {deviceName}
            <select
              value={laneOf.get(deviceId) ?? notHere}
              onChange={(event) => setLaneOf(new Map(laneOf).set(deviceId, event.target.value))}
            >
              <option value={notHere}>{say('open.lane.away')}</option>
              <option value={atTable}>{say('open.lane.none')}</option>
              {lanes.map((number) => (
                <option key={number} value={number}>
                  {say('open.lane.of', { number })}
                </option>
              ))}
            </select>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{say('open.pads')}</legend>
        {pads?.length === 0 && <p>{say('open.pads.none')}</p>}
        {pads?.map(({ padId, sheets }) => (
          <label key={padId} className={styles.choice}>
            <input
              type="checkbox"
              checked={padIds.has(padId)}
              onChange={() => setPadIds(toggled(padIds, padId))}
            />
            <span className="numbers">
              {say('open.pad', {
                first: sheets[0]?.serial ?? '',
                last: sheets.at(-1)?.serial ?? '',
              })}
            </span>
          </label>
        ))}
      </fieldset>
      {trouble && <Note tone="alert">{trouble}</Note>}
      <div className={styles.ways}>
        <Button type="submit" tone="action" size="lane">
          {say('open.save')}
        </Button>
        <Button size="lane" onClick={onDone}>
          {say('open.cancel')}
        </Button>
      </div>
    </form>
  );
};

const toggled = (all: ReadonlySet<string>, one: string): ReadonlySet<string> =>
  all.has(one) ? new Set([...all].filter((other) => other !== one)) : new Set([...all, one]);
