import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { Officer } from '#domain/officer/officer.ts';
import { may } from '#domain/officer/permissions.ts';
import type { ClosingLine as Line } from '#domain/shift/judge-closing.ts';
import type { ClosingPoint } from '#domain/shift/shift-closing.ts';
import { Link } from 'wouter';
import { useWords } from '../../i18n/use-words.ts';
import { paths } from '../paths.ts';
import styles from './closing-list.module.css';

const iconByState = { done: CircleCheck, open: TriangleAlert, unknown: CircleHelp };

/** Points that are handed on to a person by name. */
const handedOn: ReadonlySet<ClosingPoint> = new Set([
  'conflicts',
  'duplicates',
  'quarantine',
  'papers',
]);

const wayOf = {
  tablets: { to: paths.takeCustody, label: 'closing.go.custody' },
  papers: { to: paths.pads, label: 'closing.go.papers' },
  drafts: { to: paths.paper, label: 'closing.go.drafts' },
  conflicts: { to: paths.settle, label: 'closing.go.settle' },
  duplicates: { to: paths.settle, label: 'closing.go.settle' },
  quarantine: { to: paths.repair, label: 'closing.go.repair' },
} as const satisfies Partial<Record<ClosingPoint, { to: string; label: string }>>;

const wayFrom = (about: ClosingPoint) =>
  about in wayOf ? wayOf[about as keyof typeof wayOf] : null;

export type Written = { readonly words: string; readonly to: string };

type ClosingLineProps = {
  line: Line;
  written: Written;
  /** Null: the shift is closed, or is not one's own to close. */
  onWrite: ((written: Written) => void) | null;
  officers: readonly Officer[];
  children?: ReactNode;
};

/** One point of the list; what is not so is said in words under it. */
export const ClosingLine = ({ line, written, onWrite, officers, children }: ClosingLineProps) => {
  const say = useWords();
  const id = useId();
  const { about, state, count } = line;
  const Icon = iconByState[state];
  const way = wayFrom(about);
  const isTold = state !== 'done' && onWrite !== null;
  return (
    <li className={styles[state]} data-point={about} data-state={state}>
      <Icon size={26} aria-hidden="true" />
      <div className={styles.what}>
        <strong className="numbers">{say(`closing.${state}.${about}`, { count })}</strong>
        {children}
        {onWrite === null && state !== 'done' && written.words !== '' && (
          <p className={styles.said}>
            {say('closing.say')}: {written.words}
          </p>
        )}
        {isTold && (
          <div className={styles.words}>
            <label htmlFor={id}>{say('closing.say')}</label>
            <textarea
              id={id}
              rows={2}
              maxLength={300}
              placeholder={say('closing.say.hint')}
              value={written.words}
              onChange={(event) => onWrite({ ...written, words: event.target.value })}
            />
            {handedOn.has(about) && (
              <label className={styles.to}>
                {say('closing.to')}
                <select
                  value={written.to}
                  onChange={(event) => onWrite({ ...written, to: event.target.value })}
                >
                  <option value="">{say('closing.to.nobody')}</option>
                  {officers
                    .filter(({ role }) => may(role, 'keep-record'))
                    .map(({ officerId, name }) => (
                      <option key={officerId} value={officerId}>
                        {name}
                      </option>
                    ))}
                </select>
              </label>
            )}
          </div>
        )}
      </div>
      {isTold && way !== null && (
        <Link href={way.to} className={styles.go ?? ''}>
          {say(way.label)}
        </Link>
      )}
    </li>
  );
};
