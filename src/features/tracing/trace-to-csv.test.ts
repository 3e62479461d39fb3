import { describe, expect, it } from 'vitest';
import type { ContactCard } from '#protocol/tracing.ts';
import { wordsFor } from '../../i18n/words.ts';
import { traceToCsv } from './trace-to-csv.ts';

const contact: ContactCard = {
  unitId: 'hn-01',
  recordId: '507f7fbf-fea9-79c3-87fe-dd20cde84ae7',
  declaration: { fullName: '=HYPERLINK("x")', phone: '+84912345678' },
  crossing: {},
  meetings: [
    {
      unitId: 'hn-01',
      recordId: '507f7fbf-fea9-79c3-87fe-dd20cde84ae7',
      atMs: Date.UTC(2021, 6, 25),
      laterMs: 0,
      doubtMs: 0,
      closeness: 'lane',
      gapMs: 180_000,
      ownRecordId: null,
    },
  ],
  isReferred: false,
  isWatched: false,
};

describe('contacts as a table', () => {
  it('[TRACE-10] say why in words, and hold nothing that a spreadsheet reckons', () => {
    const csv = traceToCsv([contact], (key, params) => wordsFor('vi', key, params), {
      places: null,
      nameOf: () => 'Cầu Giẽ',
    });
    const [, line] = csv.split('\r\n');
    expect(line).toContain(`"'=HYPERLINK(""x"")"`);
    expect(line).toContain('"0912 345 678"');
    expect(line).toContain('"Cùng làn, cách 3 phút"');
    expect(line).toContain('"Cầu Giẽ"');
  });
});
