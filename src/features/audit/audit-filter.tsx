import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import styles from './audit-screen.module.css';
import { deeds, deedWords } from './deed-words.ts';
import type { AuditFilter } from './use-audit.ts';

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** Narrows the lines to one deed, one officer, or what was searched for. */
export const AuditFilterForm = ({ onLook }: { onLook: (filter: AuditFilter) => void }) => {
  const say = useWords();
  return (
    <form
      className={styles.filter}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const deed = textOf(form, 'deed');
        const officerId = textOf(form, 'officerId');
        const searched = textOf(form, 'searched');
        onLook({
          ...(deed && { deed }),
          ...(officerId && { officerId }),
          ...(searched.length > 1 && { searched }),
        });
      }}
    >
      <label>
        {say('audit.filter.deed')}
        <select name="deed" defaultValue="">
          <option value="">{say('audit.filter.all')}</option>
          {deeds.map((deed) => (
            <option key={deed} value={deed}>
              {deedWords(say, deed)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('audit.filter.officer')}
        <input name="officerId" maxLength={40} autoComplete="off" spellCheck={false} />
      </label>
      <label>
        {say('audit.filter.searched')}
        <input name="searched" maxLength={80} autoComplete="off" spellCheck={false} />
      </label>
      <Button type="submit">{say('audit.filter')}</Button>
    </form>
  );
};
