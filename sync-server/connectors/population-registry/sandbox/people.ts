import type { IdentityQuestion } from '#domain/identity/registry-check.ts';

const surnames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô'];
const middle = { M: ['Văn', 'Đức', 'Quang'], F: ['Thị', 'Ngọc', 'Thu'] } as const;
const given = ['An', 'Bình', 'Cường', 'Dũng', 'Giang', 'Hà', 'Hương', 'Khánh', 'Lan', 'Phượng'];

const pick = <One>(from: readonly One[], at: number): One => {
  const one = from[at % from.length];
  if (one === undefined) throw new Error('There is nothing to pick from.');
  return one;
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** An invented person, the same for the same place in the row; numbers are well formed and never repeat. */
export const inventedPerson = (index: number): IdentityQuestion => {
  const sex = index % 2 === 0 ? 'M' : 'F';
  const year = 1940 + (index % 60);
  const dob = `${year}-${twoDigits(1 + (index % 12))}-${twoDigits(1 + (index % 28))}`;
  const name = [pick(surnames, index), pick(middle[sex], index >> 1), pick(given, index >> 2)];
  return {
    number: `001${sex === 'M' ? 0 : 1}${twoDigits(year % 100)}${String(index).padStart(6, '0')}`,
    fullName: name.join(' '),
    dob,
    sex,
  };
};
