import { Link } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { isOpen } from '#domain/settle/lay-out-desk.ts';
import type { DeskPair, DeskRecord } from '#domain/settle/desk.ts';
import {
  settleField,
  settlePairsAtDesk,
  takeBackField,
  takeBackPairs,
} from '../../actions/settle-at-desk.ts';
import { formatMoment } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { paths, type SettleWish } from '../paths.ts';
import { useServices } from '../services.ts';
import { useSaying } from '../use-saying.ts';
import { ConflictCard } from './conflict-card.tsx';
import { PairCard } from './pair-card.tsx';
import { SettledList } from './settled-list.tsx';
import styles from './settle-screen.module.css';
import { useSettleWords } from './settle-words.ts';
import { useDesk } from './use-desk.ts';
import { useOfficerNames } from '../use-officer-names.ts';

const scopes = ['here', 'unit'] as const;

const wishIn = (state: unknown): SettleWish =>
  typeof state === 'object' && state !== null && 'shiftId' in state
    ? { shiftId: String(state.shiftId) }
    : {};

/** What contradicts itself and what may have been kept twice, for a supervisor to settle. */
export const SettleScreen = () => {
  const { tablet } = useServices();
  const { shiftId } = wishIn(useHistoryState());
  const { desk, scope, fromMs, isAsking, trouble, show } = useDesk(shiftId);
  const { trouble: refusal, speak } = useSaying();
  const words = useSettleWords(useOfficerNames());
  const { say } = words;
  const recordById = new Map(desk?.records.map((record) => [record.recordId, record]));
  const open = desk?.pairs.filter(isOpen) ?? [];
  const certain = open.filter(({ likelihood }) => likelihood === 'certain');
  const possible = open.filter(({ likelihood }) => likelihood !== 'certain');
  const settledPairs = desk?.pairs.filter((pair) => !isOpen(pair)) ?? [];
  const done = settledPairs.length + (desk?.settlings.length ?? 0);
  const conflicts = desk?.conflicts ?? [];

  const bothOf = ({ recordIds }: DeskPair): readonly [DeskRecord, DeskRecord] | null => {
    const [one, other] = recordIds.map((id) => recordById.get(id));
    return one === undefined || other === undefined ? null : [one, other];
  };
  const cardOf = (pair: DeskPair) => {
    const records = bothOf(pair);
    if (records === null) return null;
    return (
      <PairCard
        key={pair.recordIds.join(' ')}
        pair={pair}
        records={records}
        words={words}
        onSettle={(verdict) => void speak(settlePairsAtDesk(tablet, [pair], verdict))}
      />
    );
  };

  return (
    <section className={styles.settle}>
      <h1>{say('settle.title')}</h1>
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">{say('settle.scope')}</legend>
        {scopes.map((one) => (
          <label key={one}>
            <input type="radio" name="scope" checked={scope === one} onChange={() => show(one)} />
            {say(`settle.scope.${one}`)}
          </label>
        ))}
        {scope === 'unit' && (
          <Button disabled={isAsking} onClick={() => show('unit')}>
            {say('settle.refresh')}
          </Button>
        )}
      </fieldset>
      <Link href={paths.repair} className={styles.link ?? ''}>
        {say('repair.link')}
      </Link>
      {scope === 'unit' && fromMs !== null && (
        <p className={styles.soft}>
          {say('settle.scope.unit.text', { time: formatMoment(fromMs, tablet.clock.wallMs()) })}
        </p>
      )}
      <div aria-live="polite">
        {isAsking && <p>{say('settle.asking')}</p>}
        {scope === 'unit' &&
          trouble !== null &&
          (needsSecondFactor(trouble) ? (
            <SecondFactor onProven={() => show('unit')} />
          ) : (
            <Note tone="alert">{say(trouble)}</Note>
          ))}
        {refusal && <Note tone="alert">{say(refusal)}</Note>}
        {desk !== null && conflicts.length + open.length === 0 && <p>{say('settle.none')}</p>}
        {desk !== null && desk.takenBack > 0 && (
          <Note>{say('settle.taken-back', { count: desk.takenBack })}</Note>
        )}
        {desk?.more && <Note>{say('settle.more')}</Note>}
      </div>
      {conflicts.length > 0 && (
        <>
          <h2>{say('settle.conflicts', { count: conflicts.length })}</h2>
          <ul className={styles.cases}>
            {conflicts.map((conflict) => {
              const record = recordById.get(conflict.recordId);
              if (record === undefined) return null;
              return (
                <ConflictCard
                  key={`${conflict.subjectId} ${conflict.field}`}
                  conflict={conflict}
                  record={record}
                  words={words}
                  onKeep={(value) => void speak(settleField(tablet, conflict, value))}
                />
              );
            })}
          </ul>
        </>
      )}
      {certain.length > 0 && (
        <>
          <h2>{say('settle.certain', { count: certain.length })}</h2>
          {certain.length > 1 && (
            <Button
              tone="action"
              size="lane"
              className={styles.bulk}
              onClick={() => void speak(settlePairsAtDesk(tablet, certain, 'same-crossing'))}
            >
              {say('settle.bulk', { count: certain.length })}
            </Button>
          )}
          <ul className={styles.cases}>{certain.map(cardOf)}</ul>
        </>
      )}
      {possible.length > 0 && (
        <>
          <h2>{say('settle.possible', { count: possible.length })}</h2>
          <ul className={styles.cases}>{possible.map(cardOf)}</ul>
        </>
      )}
      {done > 0 && (
        <>
          <h2>{say('settle.done', { count: done })}</h2>
          <SettledList
            pairs={settledPairs}
            settlings={desk?.settlings ?? []}
            recordById={recordById}
            words={words}
            onTakeBackPair={(pair) => void speak(takeBackPairs(tablet, [pair]))}
            onTakeBackField={(settling) => void speak(takeBackField(tablet, settling))}
          />
        </>
      )}
    </section>
  );
};
