import { isEntryKind, type EntryKind } from '#domain/log/entry.ts';
import type { MergedRecord } from '#domain/merge/fold-records.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Subject } from '#protocol/subjects.ts';
import { fieldWords, toVietnamTime, valueToText } from '../sheet-words.ts';

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

const kinds: Readonly<Record<EntryKind, string>> = {
  'declaration.recorded': 'Lập tờ khai',
  'crossing.recorded': 'Ghi lượt qua chốt',
  'shift.closed': 'Chốt ca',
  'declaration.amended': 'Sửa tờ khai',
  'crossing.amended': 'Sửa lượt qua chốt',
  'declaration.voided': 'Hủy tờ khai',
  'crossing.voided': 'Hủy lượt qua chốt',
  'conflict.settled': 'Giải quyết chỗ khác nhau',
  'duplicate.settled': 'Xác định bản trùng',
  'settling.taken-back': 'Rút lại việc giải quyết',
  'quarantine.settled': 'Xử lý bút toán chưa đọc được',
  'declaration.typed-again': 'Gõ lại tờ khai để kiểm',
  'pad.issued': 'In tập phiếu giấy',
  'sheets.handed-out': 'Giao phiếu giấy',
  'sheets.returned': 'Nhận lại phiếu giấy',
  'sheets.spoiled': 'Hủy phiếu giấy hỏng',
  'double-entry.set': 'Bật hoặc tắt gõ hai lần',
  'referral.raised': 'Báo cơ quan y tế',
  'unit.stood': 'Báo nơi đứng của đơn vị',
};

const style =
  'body{font:16px/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;border:1px solid #999;padding:.3rem .6rem;overflow-wrap:anywhere}th{width:40%;font-weight:600}';

/**
 * The same as a page in Vietnamese that the person can read and keep. It loads nothing and runs nothing.
 * @param nowMs when it is written, Unix milliseconds
 */
export const recordsToPage = (records: readonly HeldRecord[], nowMs: number): string => {
  const parts = records.map(
    ({ subject, declaration, crossing, entries }, index) =>
      `<h2>${index + 1}. Đơn vị ${escapeHtml(subject.unitId)}</h2>` +
      `<table>${rowsOf({ ...declaration, ...crossing })}</table>` +
      `<h3>Bút toán</h3><ul>${entries.map(entryToItem).join('')}</ul>`,
  );
  const told = `Lập lúc ${toVietnamTime(nowMs)}. Máy chủ tự xóa khi hết thời hạn lưu; lâu hơn nếu có thể liên quan đến ca bệnh.`;
  const title = 'Dữ liệu cá nhân đang lưu';
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head><body><h1>${title}</h1><p>${told}</p>${parts.join('')}</body></html>`;
};

const entryToItem = ({ kind, receivedAt }: HeldRecord['entries'][number]): string =>
  `<li>${isEntryKind(kind) ? kinds[kind] : escapeHtml(kind)} – máy chủ nhận ${toVietnamTime(Date.parse(receivedAt))}</li>`;

const rowsOf = (data: Readonly<Record<string, unknown>>): string =>
  Object.entries(data)
    .filter(([key]) => key !== 'schemaVersion')
    .map(([key, value]) => {
      return `<tr><th>${escapeHtml(fieldWords(key))}</th><td>${escapeHtml(valueToText(key, value))}</td></tr>`;
    })
    .join('');

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
