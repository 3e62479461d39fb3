import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { answersByList } from '#domain/declaration/answers.ts';
import { referralStates } from '#domain/referral/referral-state.ts';
import { failureCode } from '#protocol/call-failure.ts';
import type { CommandLine, CommandListResponse } from '#protocol/command.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords, type Say } from '../../i18n/use-words.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import { useServices } from '../services.ts';
import styles from './command-screen.module.css';
import listStyles from './figure-list.module.css';
import type { Figure } from './figure.ts';

/** Lists that are read page by page; the others come whole. */
const pagedLists: ReadonlySet<string> = new Set(['crossings', ...answersByList.verdict]);

const saidOf = (say: Say, line: CommandLine): string[] => {
  const channel = answersByList.channel.find((one) => one === line.channel);
  const state = referralStates.find((one) => one === line.state);
  return [
    ...(line.tablet === undefined ? [] : [line.tablet]),
    ...(line.verdict === undefined ? [] : [say(`answer.verdict.${line.verdict}`)]),
    ...(channel === undefined ? [] : [say(`answer.channel.${channel}`)]),
    ...(state === undefined ? [] : [say(`health.state.${state}`)]),
    ...(line.isOverdue ? [say('command.overdue')] : []),
    ...(line.report
      ? [`#${line.report.number}`, say(`report.category.${line.report.category}`)]
      : []),
    ...(line.report?.isUrgent ? [say('report.urgency.urgent')] : []),
    ...(line.bulletin ? [say('command.read-by', line.bulletin)] : []),
    ...(line.unsentRecords ? [say('command.unsent.count', { count: line.unsentRecords })] : []),
  ];
};

type FigureListProps = {
  day: string;
  figure: Figure;
  title: string;
  nameOf: (unitId: string) => string;
  onBack: () => void;
};

/** The lines behind a figure: when, where and what, of nobody by name. */
export const FigureList = ({ day, figure, title, nameOf, onBack }: FigureListProps) => {
  const say = useWords();
  const { transport } = useServices();
  const [lines, setLines] = useState<readonly CommandLine[] | null>(null);
  const [told, setTold] = useState<CommandListResponse | null>(null);
  const [trouble, setTrouble] = useState<FetchFailure['code'] | null>(null);
  useEffect(() => {
    let isGone = false;
    void transport.commandList({ day, ...figure }).then((answer) => {
      if (isGone) return;
      setTrouble(answer.ok ? null : failureCode(answer.error));
      if (!answer.ok) return;
      setLines(answer.value.lines);
      setTold(answer.value);
    });
    return () => {
      isGone = true;
    };
  }, [transport, day, figure]);
  const more = async () => {
    const last = lines?.at(-1);
    if (last === undefined || last.atMs === null) return;
    const after = { atMs: last.atMs, recordId: last.id };
    const answer = await transport.commandList({ day, ...figure, after });
    setTrouble(answer.ok ? null : failureCode(answer.error));
    if (!answer.ok) return;
    setLines([...(lines ?? []), ...answer.value.lines]);
    setTold(answer.value);
  };
  const nowMs = told?.serverTimeMs ?? 0;
  return (
    <section className={listStyles.list} aria-label={title}>
      <button type="button" className={listStyles.back} onClick={onBack}>
        <ArrowLeft size={22} aria-hidden="true" /> {say('command.back')}
      </button>
      <h1>{title}</h1>
      <p className={styles.soft}>{say('command.list.text')}</p>
      {trouble !== null && <Note tone="alert">{say(trouble)}</Note>}
      {lines === null && trouble === null && <p>{say('health.asking')}</p>}
      {lines?.length === 0 && <p>{say('command.list.none')}</p>}
      <ol className={listStyles.lines} data-testid="figure-list">
        {lines?.map((line) => (
          <li key={line.id}>
            <span className={`${listStyles.when} numbers`}>
              {line.atMs === null ? say('units.tablet.never') : formatMoment(line.atMs, nowMs)}
            </span>
            {line.verdict && <VerdictSign shape={line.verdict} size={26} />}
            <strong>
              {line.bulletin?.title ??
                (line.unitId === null ? say('command.title') : nameOf(line.unitId))}
            </strong>
            <span className={styles.soft}>{saidOf(say, line).join(' · ')}</span>
          </li>
        ))}
      </ol>
      {told?.more && pagedLists.has(figure.list) && (
        <Button onClick={() => void more()}>{say('command.list.more')}</Button>
      )}
    </section>
  );
};
