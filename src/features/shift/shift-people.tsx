import { useState } from 'react';
import { may } from '#domain/officer/permissions.ts';
import type { Officer } from '#domain/officer/officer.ts';
import type { ShiftFacts } from '#domain/shift/fold-shift.ts';
import { signDuty } from '../../actions/sign-duty.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readShiftFacts } from '../../store/shift-lines.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { ChangeSupervisor } from './change-supervisor.tsx';
import { OpenShift, type KnownTablet } from './open-shift.tsx';
import styles from './shift-people.module.css';

type ShiftPeopleProps = {
  shiftId: string;
  nowMs: number;
  officers: readonly Officer[];
  tablets: readonly KnownTablet[];
  isClosed: boolean;
};

/** Who is on this shift: opened by whom, who came and left, who answers for it. */
export const ShiftPeople = ({ shiftId, nowMs, officers, tablets, isClosed }: ShiftPeopleProps) => {
  const say = useWords();
  const { tablet, sync } = useServices();
  const session = useSession();
  const [isOpening, setOpening] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const facts = useLiveQuery(tablet.db, (live) => readShiftFacts(live, shiftId), [shiftId]);
  if (facts === undefined) return null;
  const leads = may(session.role, 'close-shift');
  const nameOf = (id: string): string =>
    officers.find(({ officerId }) => officerId === id)?.name ?? id;
  const when = (wallMs: number): string => formatMoment(wallMs, nowMs);
  const sign = async (officer: string, to: 'on' | 'off') => {
    const signed = await signDuty(tablet, { shiftId, officer, to });
    setTrouble(signed.ok ? null : say(signed.error.code));
    if (signed.ok) sync.wake('saved');
  };
  const isOn = (officer: string): boolean =>
    facts.duties.some((duty) => duty.officer === officer && duty.state === 'on');
  const mine = session.officerId;

  return (
    <section className={styles.people} data-testid="people">
      <h2>{say('open.title')}</h2>
      {facts.opening === null ? (
        <p>{say('open.none')}</p>
      ) : (
        <p>
          {say('open.by', {
            name: nameOf(facts.opening.officer),
            time: when(facts.opening.wallMs),
          })}
          {' · '}
          {say('open.answers', { name: nameOf(facts.supervisor ?? '') })}
        </p>
      )}
      {facts.openedTwice && <Note tone="warn">{say('open.twice')}</Note>}
      <ul className={`${styles.duties} numbers`}>
        {expected(facts, mine).map((officer) => (
          <li key={officer}>
            <strong>{nameOf(officer)}</strong>
            <span>{dutyWords(facts, officer, say, when)}</span>
            {leads && officer !== mine && !isClosed && (
              <Button onClick={() => void sign(officer, isOn(officer) ? 'off' : 'on')}>
                {say(isOn(officer) ? 'onduty.sign-off' : 'onduty.sign-on')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {facts.handOvers.map((one) => (
        <p key={one.handOverId}>
          {one.isWhole
            ? say('change.done', {
                gives: nameOf(one.gives?.officer ?? ''),
                takes: nameOf(one.takes?.officer ?? ''),
                time: when(one.takes?.wallMs ?? 0),
              })
            : say('change.half')}
        </p>
      ))}
      {trouble && <Note tone="alert">{trouble}</Note>}
      {!isClosed && (
        <div className={styles.ways}>
          <Button size="lane" onClick={() => void sign(mine, isOn(mine) ? 'off' : 'on')}>
            {say(isOn(mine) ? 'onduty.me.off' : 'onduty.me.on')}
          </Button>
          {leads && !isOpening && (
            <Button size="lane" onClick={() => setOpening(true)}>
              {say(facts.opening === null ? 'open.open' : 'open.change')}
            </Button>
          )}
          {leads && <ChangeSupervisor shiftId={shiftId} officers={officers} />}
        </div>
      )}
      {isOpening && (
        <OpenShift
          shiftId={shiftId}
          before={facts.opening?.data ?? null}
          officers={officers}
          tablets={tablets}
          onDone={() => setOpening(false)}
        />
      )}
    </section>
  );
};

/** Everybody who is meant to be there, or was. */
const expected = ({ opening, duties, supervisor }: ShiftFacts, mine: string): string[] => [
  ...new Set([
    ...(opening?.data.officers ?? []),
    ...duties.map(({ officer }) => officer),
    ...(supervisor === null ? [] : [supervisor]),
    mine,
  ]),
];

const dutyWords = (
  { duties }: ShiftFacts,
  officer: string,
  say: ReturnType<typeof useWords>,
  when: (wallMs: number) => string,
): string => {
  const duty = duties.find((one) => one.officer === officer);
  return duty === undefined
    ? say('onduty.absent')
    : say(`onduty.${duty.state}`, { time: when(duty.wallMs) });
};
