/** "Nguyễn Thị Thanh Hương" → "N. T. T. Hương": enough for whoever holds the code to know whose it is. */
export const initialsOf = (fullName: string): string => {
  const words = fullName.normalize('NFC').trim().split(/\s+/);
  return words
    .map((word, at) => (at === words.length - 1 ? word : `${Array.from(word)[0] ?? ''}.`))
    .join(' ')
    .toLocaleUpperCase('vi');
};
