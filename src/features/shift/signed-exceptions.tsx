import { isHidden } from '#domain/shift/closing-with-words.ts';
import type { ClosedShift } from '#domain/shift/shift-closing.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './closing-list.module.css';

type SignedExceptionsProps = { closing: ClosedShift; nameOf: (officerId: string) => string };

/** What was not complete when the shift was closed, in the words of who closed it. */
export const SignedExceptions = ({ closing, nameOf }: SignedExceptionsProps) => {
  const say = useWords();
  const { exceptions, officer } = closing;
  if (exceptions.length === 0) return null;
  return (
    <div data-testid="signed-exceptions">
      <strong>
        {say('closing.signed.exceptions', { count: exceptions.length, name: nameOf(officer) })}
      </strong>
      {isHidden(closing) && <p>{say('closing.signed.hidden')}</p>}
      <ul className={styles.names}>
        {exceptions.map(({ about, count, words, names, to }) => (
          <li key={about}>
            {say(count === 0 ? `closing.unknown.${about}` : `closing.open.${about}`, { count })}
            {names.length > 0 && ` (${names.join(', ')})`}
            {!isHidden(closing) && `: ${words}`}
            {to !== undefined && ` ${say('closing.signed.to', { name: nameOf(to) })}`}
          </li>
        ))}
      </ul>
    </div>
  );
};
