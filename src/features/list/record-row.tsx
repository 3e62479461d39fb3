import { Link } from 'wouter';
import { isAlarming } from '#domain/identity/registry-check.ts';
import { formatPlate } from '#domain/identity/plate.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { ListedRecord } from '../../store/listed-record.ts';
import { DeliveryMark } from '../../ui/delivery-mark.tsx';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import { recordPath } from '../paths.ts';
import { DeliveryWord } from './delivery-word.tsx';
import styles from './list-screen.module.css';

/** People wrote different things, or one amended what another had voided. */
const needsLook = (merging: ListedRecord['merging']): boolean =>
  [merging?.declaration, merging?.crossing].some(
    (state) => state !== undefined && state.conflicts.length + state.overtaken.length > 0,
  );

/** One person who passed, on one line. */
export const RecordRow = ({ row, nowMs }: { row: ListedRecord; nowMs: number }) => {
  const say = useWords();
  const { declaration, crossing, merging, identity } = row;
  const voided = (merging?.crossing.voiding ?? null) !== null;
  return (
    <li>
      <Link href={recordPath(row.recordId)} className={styles.row}>
        <VerdictSign shape={crossing['check.verdict']} size={36} />
        <span className={styles.who}>
          <strong className={`${styles.name} ${voided ? styles.voided : ''}`}>
            {declaration.fullName}
          </strong>
          <span className="numbers">
            {[
              declaration.docNumber,
              declaration['move.plate'] && formatPlate(declaration['move.plate']),
              say(`answer.verdict.${crossing['check.verdict']}`),
              voided && say('record.voided.word'),
              needsLook(merging) && say('record.look'),
              identity.kind === 'waiting' && say('identity.word.waiting'),
              identity.kind === 'answered' &&
                !isAlarming(identity.answer) &&
                say(`identity.word.${identity.answer.outcome}`),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {identity.kind === 'answered' && isAlarming(identity.answer) && (
            <strong className={styles.unmatched}>
              {say(`identity.word.${identity.answer.outcome}`)}
            </strong>
          )}
        </span>
        <time className="numbers">{formatMoment(row.wallMs, nowMs)}</time>
        <span className={styles.delivery}>
          <DeliveryMark state={row.delivered ? 'delivered' : 'here'} />
          <DeliveryWord delivered={row.delivered} />
        </span>
      </Link>
    </li>
  );
};
