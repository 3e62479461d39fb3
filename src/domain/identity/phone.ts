/** Mobile and landline numbers after the leading 0 (libphonenumber metadata, 2026). */
const mobile =
  /^((3\d|7[06-9])\d{7}|5([1689]\d|2[238]|59)\d{6}|8([1-8]\d|9[6-9])\d{6}|9([0-8]\d|9[013-9])\d{6})$/;
const landline = /^2\d{9}$/;
const foreign = /^\+\d{8,15}$/;

/** A telephone number as written, as E.164; null when it cannot be one. */
export const parsePhone = (text: string): string | null => {
  const compact = text.replace(/[\s.()-]/g, '');
  const national = /^(?:\+84|0084|84|0)(\d{9,10})$/.exec(compact)?.[1];
  if (national !== undefined && (mobile.test(national) || landline.test(national))) {
    return `+84${national}`;
  }
  return foreign.test(compact) && !compact.startsWith('+84') ? compact : null;
};

/** +84912345678 → 0912 345 678; other countries stay as they are. */
export const formatPhone = (e164: string): string => {
  const national = /^\+84(\d+)$/.exec(e164)?.[1];
  if (national === undefined) return e164;
  const digits = `0${national}`;
  return `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}`;
};
