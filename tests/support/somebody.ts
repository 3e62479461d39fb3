import type { Dice } from './dice.ts';

/** As somebody is, before anybody mistypes it. */
export type Somebody = {
  readonly fullName: string;
  /** YYYY-MM-DD, or the year alone. */
  readonly dob: string;
  readonly sex: 'M' | 'F';
  readonly docNumber?: string;
  readonly phone?: string;
  readonly plate?: string;
};

// The commonest surnames, about as often as they are borne.
const surnames = {
  Nguyễn: 38,
  Trần: 11,
  Lê: 9,
  Phạm: 7,
  Hoàng: 5,
  Huỳnh: 3,
  Phan: 4,
  Vũ: 4,
  Võ: 2,
  Đặng: 2,
  Bùi: 2,
  Đỗ: 2,
  Hồ: 1,
  Ngô: 1,
  Dương: 1,
  Lý: 1,
} as const;
const middle = {
  M: ['Văn', 'Văn', 'Văn', 'Đức', 'Quang', 'Hữu', 'Minh', 'Xuân', 'Công', 'Thành', 'Ngọc', ''],
  F: ['Thị', 'Thị', 'Thị', 'Thị Thanh', 'Thị Thu', 'Ngọc', 'Thu', 'Thanh', 'Thị Kim', 'Phương', ''],
} as const;
const given = {
  M: 'Anh An Ân Bình Bính Cường Chiến Dũng Dương Đạt Đức Giang Hải Hiếu Hiệu Hoà Hoàng Hùng Hưng Huy Khánh Kiên Lâm Long Lộc Mạnh Minh Nam Nghĩa Phong Phúc Quân Quang Sơn Tài Tâm Thắng Thành Thịnh Tiến Toàn Trung Tú Tuấn Tùng Việt Vinh Vũ'.split(
    ' ',
  ),
  F: 'Anh Ánh Bích Chi Chinh Dung Duyên Giang Hà Hạnh Hân Hằng Hiền Hoa Hoà Hồng Huệ Hương Hường Lan Liên Linh Loan Mai My Nga Ngân Ngọc Nhung Nhi Oanh Phương Phượng Quỳnh Tâm Thảo Thanh Thơm Thu Thuỷ Thúy Trang Trinh Uyên Vân Xuân Yến'.split(
    ' ',
  ),
} as const;
const provinces = [
  '001',
  '001',
  '001',
  '030',
  '033',
  '034',
  '035',
  '036',
  '037',
  '038',
  '040',
  '024',
  '026',
  '027',
];

const two = (number: number): string => String(number).padStart(2, '0');

const nameOf = (roll: Dice, sex: 'M' | 'F', surname: string): string =>
  [surname, roll.oneOf(middle[sex]), roll.oneOf(given[sex])].filter(Boolean).join(' ');

const birthIn = (roll: Dice, from: number, through: number): string => {
  const year = from + roll.upTo(through - from + 1);
  // Older people often know the year alone.
  if (year < 1960 && roll.chance(0.15)) return String(year);
  return `${year}-${two(1 + roll.upTo(12))}-${two(1 + roll.upTo(28))}`;
};

const numberOf = (roll: Dice, dob: string, sex: 'M' | 'F'): string => {
  const year = Number(dob.slice(0, 4));
  const generation = (year >= 2000 ? 2 : 0) + (sex === 'F' ? 1 : 0);
  return `${roll.oneOf(provinces)}${generation}${two(year % 100)}${roll.digits(6)}`;
};

const phoneOf = (roll: Dice): string => `+849${roll.digits(8)}`;
const plateOf = (roll: Dice): string =>
  `${roll.oneOf(['29', '30', '90', '18', '36', '99'])}${roll.oneOf(['A', 'B', 'C', 'X1', 'Y3', 'Z2'])}${roll.digits(5)}`;

export const inventPerson = (roll: Dice, surname: string = roll.weighed(surnames)): Somebody => {
  const sex = roll.chance(0.62) ? 'M' : 'F';
  const dob = birthIn(roll, 1945, 2003);
  return {
    fullName: nameOf(roll, sex, surname),
    dob,
    sex,
    ...papersOf(roll, dob, sex),
    ...(roll.chance(0.06) ? {} : { phone: phoneOf(roll) }),
    ...(roll.chance(0.12) ? {} : { plate: plateOf(roll) }),
  };
};

const papersOf = (roll: Dice, dob: string, sex: 'M' | 'F'): { docNumber?: string } => {
  const kind = roll.weighed({ card: 88, old: 8, none: 4 });
  if (kind === 'none') return {};
  return { docNumber: kind === 'old' ? roll.digits(9) : numberOf(roll, dob, sex) };
};

/** Parents with children, one vehicle and often one telephone; small children have no number to show. */
export const inventFamily = (roll: Dice): Somebody[] => {
  const father = { ...inventPerson(roll), plate: plateOf(roll) };
  const surname = father.fullName.split(' ')[0] ?? '';
  const isShared = roll.chance(0.7);
  const shared = isShared && father.phone !== undefined ? { phone: father.phone } : {};
  const mother = { ...inventPerson(roll), ...shared, plate: father.plate };
  const children = Array.from({ length: roll.upTo(4) }, () => child(roll, surname));
  return [father, mother, ...children.map((one) => ({ ...one, ...shared, plate: father.plate }))];
};

const child = (roll: Dice, surname: string): Somebody => {
  const sex = roll.chance(0.5) ? 'M' : 'F';
  const dob = birthIn(roll, 2004, 2020);
  const hasNumber = roll.chance(0.5);
  return {
    fullName: nameOf(roll, sex, surname),
    dob,
    sex,
    ...(hasNumber ? { docNumber: numberOf(roll, dob, sex) } : {}),
  };
};

/** Born on one day, one surname, one telephone; now and then names a mark apart, or numbers one apart. */
export const inventTwins = (roll: Dice): Somebody[] => {
  const first = roll.chance(0.5) ? child(roll, roll.weighed(surnames)) : inventPerson(roll);
  const words = first.fullName.split(' ');
  const others = given[first.sex].filter((name) => name !== words.at(-1));
  const isMarkApart = roll.chance(0.05);
  const [one = '', other = ''] = first.sex === 'M' ? ['An', 'Ân'] : ['Hương', 'Hường'];
  const nameWith = (last: string): string => [...words.slice(0, -1), last].join(' ');
  const docNumber = first.docNumber;
  const isNextNumber = roll.chance(0.3);
  const second =
    docNumber === undefined
      ? {}
      : {
          docNumber: isNextNumber
            ? docNumber.slice(0, -1) + String((Number(docNumber.at(-1)) + 1) % 10)
            : docNumber.slice(0, -6) + roll.digits(6),
        };
  return [
    { ...first, fullName: isMarkApart ? nameWith(one) : first.fullName },
    { ...first, ...second, fullName: nameWith(isMarkApart ? other : roll.oneOf(others)) },
  ];
};

/** The same name, somebody else: mostly born another day, now and then in the same year or on the same day. */
export const namesakeOf = (roll: Dice, other: Somebody): Somebody => {
  const { fullName, sex } = other;
  const how = roll.weighed({ anyDay: 80, sameYear: 17, sameDay: 3 });
  const stranger = inventPerson(roll);
  const year = other.dob.slice(0, 4);
  const inYear = `${year}-${two(1 + roll.upTo(12))}-${two(1 + roll.upTo(28))}`;
  const dob = { anyDay: stranger.dob, sameYear: inYear, sameDay: other.dob }[how];
  return { ...stranger, fullName, sex, dob, docNumber: numberOf(roll, dob, sex) };
};
