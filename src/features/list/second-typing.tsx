import { paperForm } from '#domain/declaration/paper-form.ts';
import { sameValue } from '#domain/merge/same-value.ts';
import { differingFields } from '#domain/paper/typed-again.ts';
import { amendRecord, type RecordAmendment } from '../../actions/amend-record.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { ListedRecord } from '../../store/listed-record.ts';
import { readOfficer } from '../../store/read-officers.ts';
import { readSecondTypings } from '../../store/read-second-typings.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import type { FactOf } from '../fact-words.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './record-edit.module.css';
import { useSaying } from '../use-saying.ts';

const fields = paperForm.flatMap((section) => section.fields);

type SecondTypingProps = {
  record: ListedRecord;
  factOf: FactOf;
  mayAmend: boolean;
  seesHealth: boolean;
  nowMs: number;
};

/** Two readings of one sheet, side by side where they differ; settled by an amendment, never by itself. */
export const SecondTypings = (props: SecondTypingProps) => {
  const { record, factOf, mayAmend, seesHealth, nowMs } = props;
  const say = useWords();
  const { tablet } = useServices();
  const { trouble, speak } = useSaying();
  const first = record.merging?.recorded.declaration ?? record.declaration;
  const typings = useLiveQuery(
    tablet.db,
    async (live) => {
      const found = await readSecondTypings(live, record.declarationId);
      const named = found.map(async (typing) => ({
        ...typing,
        name: (await readOfficer(live, typing.officer))?.name ?? typing.officer,
      }));
      return Promise.all(named);
    },
    [record.declarationId],
  );
  return typings?.map((typing) => {
    const differing = differingFields(first, typing.declaration).flatMap((key) => {
      const field = fields.find((one) => one.key === key);
      return field && (seesHealth || field.sensitivity !== 'health') ? [{ key, field }] : [];
    });
    const head = { name: typing.name, time: formatMoment(typing.wallMs, nowMs) };
    return (
      <Note key={typing.entryId} tone={differing.length > 0 ? 'warn' : 'info'}>
        <p>
          <strong>{say('twice.typed', head)}</strong>{' '}
          {differing.length === 0
            ? say('twice.equal')
            : say('twice.differs', { count: differing.length })}
        </p>
        {differing.length > 0 && (
          <table className={styles.readings} data-testid="second-typing">
            <thead>
              <tr>
                <th scope="col">{say('twice.field')}</th>
                <th scope="col">{say('twice.first')}</th>
                <th scope="col">{say('twice.second')}</th>
                {mayAmend && <td />}
              </tr>
            </thead>
            <tbody>
              {differing.map(({ key, field }) => {
                const again = typing.declaration[key];
                const settle: RecordAmendment = {
                  declaration: { [key]: again ?? null },
                  reason: say('twice.reason'),
                };
                return (
                  <tr key={key}>
                    <th scope="row">{say(`field.${field.key}`)}</th>
                    <td data-label={say('twice.first')}>
                      {factOf(field, first) ?? say('record.empty')}
                    </td>
                    <td data-label={say('twice.second')}>
                      {factOf(field, typing.declaration) ?? say('record.empty')}
                    </td>
                    {mayAmend && (
                      <td>
                        {!sameValue(record.declaration[key], again) && (
                          <Button
                            onClick={() => void speak(amendRecord(tablet, record.recordId, settle))}
                          >
                            {say('twice.take')}
                          </Button>
                        )}
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
        {trouble && <p>{say(trouble)}</p>}
      </Note>
    );
  });
};
