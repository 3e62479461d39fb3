import { describe, expect, it } from 'vitest';
import { takeFromCode } from './take-from-code.ts';

const card = {
  fullName: 'NGUYEN THI HOA',
  docType: 'CCCD',
  docNumber: '001190012301',
  dob: '05/06/1990',
  sex: 'F',
};

describe('a code in the middle of a sheet', () => {
  it('[DESK-4] answers what is not answered yet and leaves what was typed', () => {
    const { input, taken, doubts } = takeFromCode(
      { fullName: 'Nguyễn Thị Hoa', phone: '09' },
      card,
    );
    expect(input).toEqual({ ...card, fullName: 'Nguyễn Thị Hoa', phone: '09' });
    expect([...taken]).toEqual(['docType', 'docNumber', 'dob', 'sex']);
    expect(doubts.size).toBe(0);
  });

  it('[DESK-4] doubts what it says otherwise, not how it is written', () => {
    const typed = { docNumber: '0011 9001 2302', dob: '5/6/1990', fullName: 'Trần Thị Hoa' };
    const { input, doubts } = takeFromCode(typed, card);
    expect(input).toMatchObject(typed);
    expect([...doubts.keys()]).toEqual(['fullName', 'docNumber']);
    expect(doubts.get('docNumber')?.params).toEqual({ value: card.docNumber });
  });
});
