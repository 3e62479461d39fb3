import { paperForm } from '#domain/declaration/paper-form.ts';
import { formatPartialDay } from '#domain/identity/partial-day.ts';
import { viAnswers } from '../../src/i18n/vi/answers.ts';
import { viFields } from '../../src/i18n/vi/fields.ts';

const listByKey = new Map(
  paperForm
    .flatMap(({ fields }) => fields)
    .flatMap(({ key, control }) => ('list' in control ? [[key as string, control.list]] : [])),
);

/** What is kept beside the answers of the sheet. */
const besideFields: Readonly<Record<string, string>> = {
  channel: 'Cách khai',
  validUntil: 'Tờ khai có giá trị đến',
  ack: 'Đã đọc thông báo dữ liệu',
  declarationId: 'Mã tờ khai',
  'check.at': 'Thời điểm qua chốt',
  codeHash: 'Dấu của mã đã quét',
  partyId: 'Mã nhóm cùng xe',
  ruleSet: 'Bộ quy tắc đề xuất kết luận',
};

/** What a field is called on the sheet. */
export const fieldWords = (key: string): string => {
  const labels: Readonly<Record<string, string>> = viFields;
  return labels[`field.${key}`] ?? besideFields[key] ?? key;
};

// Made once: it costs more than all that it writes.
const timeFormat = new Intl.DateTimeFormat('vi-VN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Ho_Chi_Minh',
});

export const toVietnamTime = (atMs: number): string => timeFormat.format(atMs);

/** What was answered, in words. */
export const valueToText = (key: string, value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'Có' : 'Không';
  if (Array.isArray(value)) return value.map((one) => valueToText(key, one)).join(', ');
  if (key === 'ack' && typeof value === 'object' && value !== null && 'how' in value) {
    return valueToText('ackHow', value.how);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .filter(([part]) => part !== 'unitSet')
      .map(([, part]) => String(part))
      .join(', ');
  }
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) {
    return toVietnamTime(Date.parse(value));
  }
  if (typeof value === 'string' && /^\d{4}-\d\d(-\d\d)?$/.test(value)) {
    return formatPartialDay(value);
  }
  const words: Readonly<Record<string, string>> = viAnswers;
  return words[`answer.${listByKey.get(key) ?? key}.${String(value)}`] ?? String(value);
};
