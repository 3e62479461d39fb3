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

/** Records of one shift share few minutes, and a shift is written as a hundred thousand rows. */
const textByMinute = new Map<number, string>();
const mostMinutes = 10_000;

export const toVietnamTime = (atMs: number): string => {
  const minute = Math.floor(atMs / 60_000);
  const known = textByMinute.get(minute);
  if (known !== undefined) return known;
  const text = timeFormat.format(atMs);
  if (textByMinute.size >= mostMinutes) textByMinute.clear();
  textByMinute.set(minute, text);
  return text;
};

/** `answer.<name>.<value>`, by name and value. */
const answersByName = new Map<string, Map<string, string>>();
for (const [key, words] of Object.entries(viAnswers)) {
  const [, name = '', ...value] = key.split('.');
  const answers = answersByName.get(name) ?? new Map<string, string>();
  answersByName.set(name, answers.set(value.join('.'), words));
}

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
  const isDated = typeof value === 'string' && value[4] === '-';
  if (isDated && /^\d{4}-\d\d-\d\dT/.test(value)) {
    return toVietnamTime(Date.parse(value));
  }
  if (isDated && /^\d{4}-\d\d(-\d\d)?$/.test(value)) {
    return formatPartialDay(value);
  }
  const text = String(value);
  return answersByName.get(listByKey.get(key) ?? key)?.get(text) ?? text;
};
