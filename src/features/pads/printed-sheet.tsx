import { noticeVersion } from '#domain/declaration/notice.ts';
import type { FieldKey, FormSection } from '#domain/declaration/form.ts';
import { deskOnly, paperForm } from '#domain/declaration/paper-form.ts';
import { wordsFor } from '../../i18n/words.ts';
import { QrPicture } from '../../ui/qr-picture.tsx';
import { PrintedField } from './printed-field.tsx';
import styles from './printed-sheet.module.css';

/** The last field on the front; the rest is on the back. */
const lastInFront: FieldKey = 'move.to';

/** What is printed at the head of the sheet, and what is no part of it. */
const notInSections: ReadonlySet<FieldKey> = new Set(['paperSerial', ...deskOnly]);

const order = paperForm.flatMap(({ fields }) => fields.map(({ key }) => key));
const isInFront = (key: FieldKey): boolean => order.indexOf(key) <= order.indexOf(lastInFront);

/** The sections of one side, in the order of the desk, so that eye and cursor travel together. */
const sectionsOf = (side: 'front' | 'back'): FormSection[] =>
  paperForm
    .map((section) => ({
      ...section,
      fields: section.fields.filter(
        ({ key }) => isInFront(key) === (side === 'front') && !notInSections.has(key),
      ),
    }))
    .filter(({ fields }) => fields.length > 0);

const sections = { front: sectionsOf('front'), back: sectionsOf('back') };

type PrintedSheetProps = { serial: string; unitName: string; side: 'front' | 'back' };

/** One side of a sheet of paper, half of an A4 page. */
export const PrintedSheet = ({ serial, unitName, side }: PrintedSheetProps) => (
  <section className={styles.sheet} lang="vi" data-side={side} data-serial={serial}>
    <header className={styles.head}>
      <div className={styles.title}>
        <p>
          <strong>{wordsFor('vi', side === 'front' ? 'sheet.title' : 'sheet.back')}</strong>{' '}
          {unitName}
        </p>
        {side === 'front' && (
          <p className={styles.notice}>
            {wordsFor('vi', 'sheet.notice', { version: noticeVersion })}
          </p>
        )}
      </div>
      <div className={styles.serial}>
        <b>{serial}</b>
        {side === 'front' && (
          <span className={styles.signature}>{wordsFor('vi', 'sheet.signature')}</span>
        )}
      </div>
      <div className={styles.code}>
        <QrPicture text={`CHOT-P:${serial}`} label={serial} />
      </div>
    </header>
    {sections[side].map((section) => (
      <div key={section.key} className={styles.section}>
        <h2>{wordsFor('vi', `section.${section.key}`)}</h2>
        <div className={styles.fields}>
          {section.fields.map((field) => (
            <PrintedField key={field.key} field={field} />
          ))}
        </div>
      </div>
    ))}
  </section>
);
