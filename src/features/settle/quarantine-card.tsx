import { useState, type SubmitEvent } from 'react';
import { readAnswer } from '#domain/declaration/read-answer.ts';
import { setAsideReasons, type SetAsideReason } from '#domain/repair/quarantine-data.ts';
import type { QuarantinedCase } from '#domain/repair/quarantined-case.ts';
import { formatMoment } from '../../i18n/format.ts';
import { isWordKey } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './settle-screen.module.css';
import { fieldOf, type SettleWords } from './settle-words.ts';
import { AnswerBox, canBeTyped } from './third-value.tsx';

type QuarantineCardProps = {
  broken: QuarantinedCase;
  words: SettleWords;
  onRepair: (typed: Readonly<Record<string, unknown>>) => void;
  onSetAside: (reason: SetAsideReason, note: string) => void;
};

/** One entry in quarantine: what is wrong in which field, and what may become of it. */
export const QuarantineCard = ({ broken, words, onRepair, onSetAside }: QuarantineCardProps) => {
  const { say, labelOf, byWords } = words;
  const nowMs = useNow(60_000);
  const [isAside, setIsAside] = useState(false);
  const { outside, values, faults, reason, device, position, receivedAtMs } = broken;
  const faultKey = `repair.fault.${reason}`;
  const name = values?.['fullName'];
  return (
    <li className={styles.case} data-testid="quarantined">
      <h3>
        {typeof name === 'string' && <span className={styles.name}>{name} · </span>}
        {say(isWordKey(faultKey) ? faultKey : 'repair.fault.other')}
      </h3>
      <p className={`${styles.soft} numbers`}>
        {outside && byWords({ officer: outside.officer, wallMs: outside.time.wall, device: '' })}
        {outside && ' · '}
        {say('repair.from', {
          device: device ?? say('settle.device.other'),
          position,
          time: formatMoment(receivedAtMs, nowMs),
        })}
      </p>
      {faults.length > 0 && (
        <ul>
          {faults.map(({ field, problem }) => (
            <li key={field}>
              {say('repair.wrong')} <b>{labelOf(field)}</b>:{' '}
              {say(`repair.problem.${problem}`, { value: shown(values?.[field]) })}
            </li>
          ))}
        </ul>
      )}
      {broken.isRepairable && <RepairForm broken={broken} words={words} onRepair={onRepair} />}
      {isAside ? (
        <SetAsideForm words={words} onSetAside={onSetAside} />
      ) : (
        <Button onClick={() => setIsAside(true)}>{say('repair.aside')}</Button>
      )}
    </li>
  );
};

const shown = (value: unknown): string =>
  typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? '–');

type RepairFormProps = Pick<QuarantineCardProps, 'broken' | 'words' | 'onRepair'>;

/** A box for each field at fault; what the sheet does not have is left out. */
const RepairForm = ({ broken, words, onRepair }: RepairFormProps) => {
  const { say, labelOf } = words;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [fault, setFault] = useState<string | null>(null);
  const wrong = broken.faults.filter(({ problem }) => problem === 'impossible');
  const fields = wrong.map(({ field }) => fieldOf(field));
  if (!fields.every((field) => field !== null && canBeTyped(field))) return null;
  const repair = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const right: Record<string, unknown> = Object.fromEntries(
      broken.faults.map(({ field }) => [field, null]),
    );
    for (const field of fields) {
      const text = field === null ? '' : (typed[field.key] ?? '');
      if (field === null || text.trim() === '') continue;
      const read = readAnswer(field, text, {});
      if ('fault' in read) {
        setFault(`${labelOf(field.key)}: ${say(read.fault.code, read.fault.params)}`);
        return;
      }
      right[field.key] = read.value;
    }
    setFault(null);
    onRepair(right);
  };
  return (
    <form className={styles.third} onSubmit={repair}>
      {fields.map(
        (field) =>
          field !== null && (
            <label key={field.key}>
              {say('repair.right')}: {labelOf(field.key)}
              <AnswerBox
                field={field}
                typed={typed[field.key] ?? ''}
                onType={(text) => setTyped({ ...typed, [field.key]: text })}
              />
            </label>
          ),
      )}
      <Button type="submit" tone="action">
        {say('repair.keep')}
      </Button>
      {fault !== null && <Note tone="alert">{fault}</Note>}
    </form>
  );
};

const SetAsideForm = ({ words, onSetAside }: Pick<QuarantineCardProps, 'words' | 'onSetAside'>) => {
  const { say } = words;
  const [reason, setReason] = useState<SetAsideReason>('kept-again');
  const [note, setNote] = useState('');
  return (
    <form
      className={styles.third}
      onSubmit={(event) => {
        event.preventDefault();
        onSetAside(reason, note.trim());
      }}
    >
      <label>
        {say('repair.aside.why')}
        <select
          value={reason}
          onChange={(event) =>
            setReason(setAsideReasons.find((one) => one === event.target.value) ?? 'other')
          }
        >
          {setAsideReasons.map((one) => (
            <option key={one} value={one}>
              {say(`repair.reason.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('repair.aside.note')}
        <input
          lang="vi"
          autoComplete="off"
          maxLength={160}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <Button type="submit" tone="action">
        {say('repair.aside')}
      </Button>
    </form>
  );
};
