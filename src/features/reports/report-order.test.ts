import { describe, expect, it } from 'vitest';
import type { ReportCard } from '#protocol/reports.ts';
import { alike, inOrder } from './report-order.ts';

const card = (number: number, change: Partial<ReportCard> = {}): ReportCard => ({
  reportId: crypto.randomUUID(),
  number,
  channel: 'call',
  category: 'other',
  urgency: 'plain',
  state: 'received',
  agencyId: null,
  mergedInto: null,
  repeats: 0,
  unitId: null,
  receivedAtMs: 1000 * number,
  sinceMs: 1000 * number,
  dueAtMs: 1000 * number + 100_000,
  said: { category: 'other', urgency: 'plain', what: `Việc ${number}` },
  lines: [],
  ...change,
});
const numbers = (cards: readonly ReportCard[]) => cards.map(({ number }) => number);
const what = (text: string) => ({
  said: { category: 'other', urgency: 'plain', what: text } as const,
});

describe('the desk’s list', () => {
  it('[REPORT-16] has the loudest first, then the urgent, then the longest waiting', () => {
    const late = card(3, { dueAtMs: 4500 });
    const veryLate = card(4, { sinceMs: 0, dueAtMs: 2000 });
    const urgent = card(5, { urgency: 'urgent' });
    expect(numbers(inOrder([card(2), urgent, card(1), late, veryLate], 5000))).toEqual([
      4, 3, 5, 1, 2,
    ]);
  });

  it('[REPORT-17] shows which may say the same: by telephone, or by most of the words without marks', () => {
    const one = card(1, what('Quán bia phố Tạ Hiện vẫn mở cửa'));
    const same = card(2, what('quan bia pho ta hien con mo'));
    const other = card(3, what('Chốt Pháp Vân ùn dài hai cây số'));
    expect(numbers(alike(one, [one, same, other]))).toEqual([2]);
    const phoned = (number: number) =>
      card(number, {
        said: { category: 'other', urgency: 'plain', what: 'Khác hẳn', phone: '0912345678' },
      });
    expect(numbers(alike(phoned(5), [phoned(6), other]))).toEqual([6]);
  });
});
