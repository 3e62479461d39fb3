const known = [
  // Cars: 29A-123.45, 30H-1234, two letters for joint ventures, trailers, projects.
  /^\d{2}[A-Z]{1,2}\d{4,5}$/,
  // Motorbikes: 29-X1 123.45, 29-AB 123.45, electric 29-MĐ1 123.45.
  /^\d{2}[A-ZĐ]{1,2}\d?\d{4,5}$/,
  // Temporary: T29-123.45. Diplomatic: 80-011-NG-01. Military: TC-33-86.
  /^T\d{6,7}$/,
  /^\d{5}(NG|QT|NN|CV)\d{2}$/,
  /^\d{2}(NG|QT|NN|CV)\d{5}$/,
  /^[A-Z]{2}\d{4}$/,
];

/** The compact form that is kept: capitals, digits and Đ, no separators. */
export const compactPlate = (text: string): string =>
  text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^0-9A-ZĐ]/g, '');

/** Whether the plate looks like one that is issued. Unknown ones are possible: a warning only. */
export const isKnownPlate = (compact: string): boolean =>
  known.some((pattern) => pattern.test(compact));

/** 29X112345 → 29X1-123.45; 30H1234 → 30H-1234. The type of vehicle is never inferred from it. */
export const formatPlate = (compact: string): string => {
  const match = /^(\d{2}[A-ZĐ]{1,2}\d?)(\d{5}|\d{4})$/.exec(compact);
  if (!match) return compact;
  // Five digits before a series with a digit: 29A12345 is far more often a car than an old motorbike.
  const car = /^(\d{2}[A-ZĐ]{1,2})(\d{5})$/.exec(compact);
  const [, series = '', number = ''] = car ?? match;
  return number.length === 5
    ? `${series}-${number.slice(0, 3)}.${number.slice(3)}`
    : `${series}-${number}`;
};
