import { isEntryKind } from '#domain/log/entry.ts';
import type { MergedRecord } from '#domain/merge/fold-records.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Subject } from '#protocol/subjects.ts';
import { viAnswers } from '../../../src/i18n/vi/answers.ts';
import { viFields } from '../../../src/i18n/vi/fields.ts';
import { paperForm } from '#domain/declaration/paper-form.ts';

/** What is held of one statement, complete, as data. */
export type HeldRecord = {
  readonly subject: Subject;
  readonly shiftId: string | null;
  readonly declaration: Declaration | null;
  readonly crossing: MergedRecord['crossing']['data'] | null;
  /** Kinds and times of every entry that says it. */
  readonly entries: readonly {
    readonly kind: string;
    readonly receivedAt: string;
  }[];
};

const listByKey = new Map(
  paperForm
    .flatMap(({ fields }) => fields)
    .flatMap(({ key, control }) => ('list' in control ? [[key as string, control.list]] : [])),
);

/** The same as a page in Vietnamese that the person can read and keep. It loads nothing and runs nothing. */
export const recordsToPage = (records: readonly HeldRecord[], writtenAt: string): string => {
  const parts = records.map(
    ({ subject, declaration, crossing, entries }, index) =>
      `<h2>${index + 1}. Đơn vị ${escapeHtml(subject.unitId)}</h2>` +
      `<table>${rowsOf({ ...declaration, ...crossing })}</table>` +
      `<p>${entries
        .filter(({ kind }) => isEntryKind(kind))
        .map(({ kind, receivedAt }) => `${escapeHtml(kind)} – ${receivedAt}`)
        .join('<br>')}</p>`,
  );
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Dữ liệu cá nhân đang lưu</title></head><body><h1>Dữ liệu cá nhân đang lưu</h1><p>Lập lúc ${writtenAt}. Máy chủ xóa sau 30 ngày (45 ngày nếu có thể là ca bệnh).</p>${parts.join('')}</body></html>`;
};

const rowsOf = (data: Readonly<Record<string, unknown>>): string =>
  Object.entries(data)
    .map(([key, value]) => {
      const label: Readonly<Record<string, string>> = viFields;
      return `<tr><th>${escapeHtml(label[`field.${key}`] ?? key)}</th><td>${escapeHtml(valueToText(key, value))}</td></tr>`;
    })
    .join('');

const valueToText = (key: string, value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'Có' : 'Không';
  if (Array.isArray(value)) return value.map((one) => valueToText(key, one)).join(', ');
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).map(String).join(', ');
  }
  const words: Readonly<Record<string, string>> = viAnswers;
  return words[`answer.${listByKey.get(key) ?? key}.${String(value)}`] ?? String(value);
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
