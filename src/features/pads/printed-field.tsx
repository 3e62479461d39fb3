import { answersByList } from '#domain/declaration/answers.ts';
import type { FieldDefinition } from '#domain/declaration/form.ts';
import { wordsFor, type WordKey } from '../../i18n/words.ts';
import styles from './printed-field.module.css';

/** The sheet is for the people of the road, whatever language the officer reads. */
const print = (key: WordKey): string => wordsFor('vi', key);

/** Where a pencil is put: one box, or one beside each answer. */
const PlaceOf = ({ field }: { field: FieldDefinition }) => {
  const { control, key } = field;
  switch (control.kind) {
    case 'one-of':
    case 'some-of':
      return (
        <span className={styles.answers}>
          {answersByList[control.list].map((answer) => (
            <span key={answer} className={styles.answer}>
              <i className={styles.tick} />
              {print(`answer.${control.list}.${answer}` as WordKey)}
            </span>
          ))}
        </span>
      );
    case 'tick':
      return <i className={styles.tick} />;
    case 'address':
      return (
        <>
          <span className={`${styles.box} ${styles.ward}`} data-hint={print('sheet.ward')} />
          <span className={styles.box} data-hint={print('sheet.detail')} />
        </>
      );
    case 'day':
      return (
        <span
          className={styles.box}
          data-hint={print(control.partial ? 'sheet.partial-day' : 'sheet.day')}
        />
      );
    case 'instant':
      return <span className={styles.box} data-hint={print('sheet.instant')} />;
    default:
      return (
        <span className={styles.box} data-hint={key === 'fullName' ? print('sheet.name') : ''} />
      );
  }
};

/** A field as it is printed, under the words that the screen has for it. */
export const PrintedField = ({ field }: { field: FieldDefinition }) => (
  <div className={styles.field} data-key={field.key}>
    <span className={styles.label}>{print(`field.${field.key}`)}</span>
    <PlaceOf field={field} />
  </div>
);
