import { paperForm } from '#domain/declaration/paper-form.ts';
import { sameValue } from '#domain/merge/same-value.ts';
import { settleConflict } from '../../actions/settle-conflict.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { RecordMerging } from '../../store/merge-rows.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import type { FactOf } from '../fact-words.ts';
import styles from './record-edit.module.css';
import type { useSaying } from '../use-saying.ts';

type ConflictNotesProps = {
  recordId: string;
  merging: RecordMerging;
  factOf: FactOf;
  canSettle: boolean;
  seesHealth: boolean;
  speak: ReturnType<typeof useSaying>['speak'];
};

const fields = paperForm.flatMap((section) => section.fields);

/** Fields of which people wrote different things without knowing of each other. */
export const ConflictNotes = (props: ConflictNotesProps) => {
  const { recordId, merging, factOf, canSettle, seesHealth, speak } = props;
  const say = useWords();
  const { tablet } = useServices();
  const halves = (['declaration', 'crossing'] as const).flatMap((half) =>
    merging[half].conflicts.map((conflict) => ({ half, ...conflict })),
  );
  return halves.map(({ half, field: key, values }) => {
    const field = fields.find((each) => each.key === key);
    const isHidden = field?.sensitivity === 'health' && !seesHealth;
    const distinct = values.filter(
      ({ value }, index) => values.findIndex((other) => sameValue(other.value, value)) === index,
    );
    const choices = distinct.map((one) => ({
      ...one,
      words: (field && factOf(field, { [key]: one.value })) ?? say('record.empty'),
    }));
    return (
      <Note key={key} tone="warn">
        <p>
          <strong>{field && say(`field.${field.key}`)}</strong>: {say('record.conflict')}{' '}
          {!isHidden && choices.map(({ words }) => words).join(' · ')}
        </p>
        {canSettle && !isHidden && (
          <div className={styles.buttons}>
            {choices.map(({ entryId, value, words }) => (
              <Button
                key={entryId}
                onClick={() => {
                  const settled = { [half]: { [key]: value ?? null } };
                  void speak(settleConflict(tablet, recordId, settled));
                }}
              >
                {say('record.conflict.pick', { value: words })}
              </Button>
            ))}
          </div>
        )}
      </Note>
    );
  });
};
