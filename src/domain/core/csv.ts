/** By which spreadsheets know UTF-8. */
export const csvMark = '\uFEFF';

/**
 * One cell (RFC 4180). What a spreadsheet would take for a formula is given an apostrophe, so that it is shown
 * and not reckoned (OWASP, CSV injection).
 */
const toCell = (text: string): string => {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
};

export const toCsvLine = (cells: readonly string[]): string => `${cells.map(toCell).join(',')}\r\n`;

/** A whole table, in UTF-8 with its mark. */
export const rowsToCsv = (rows: readonly (readonly string[])[]): string =>
  csvMark + rows.map(toCsvLine).join('');

/** Spreadsheets of Vietnam write semicolons, others commas or tabs: whatever the first line has most of. */
const separatorOf = (text: string): string => {
  const [head = ''] = text.split('\n', 1);
  const count = (separator: string) => head.split(separator).length;
  return [';', '\t', ','].reduce((best, one) => (count(one) > count(best) ? one : best), ',');
};

/** Cells of any text; what is quoted may hold anything, and a quote that never ends holds the rest. */
export const csvToRows = (text: string): string[][] => {
  const whole = text.startsWith(csvMark) ? text.slice(1) : text;
  const separator = separatorOf(whole);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRow = (): void => {
    rows.push([...row, cell]);
    row = [];
    cell = '';
  };
  for (let index = 0; index < whole.length; index += 1) {
    const letter = whole[index] ?? '';
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (whole[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = false;
    } else if (letter === '"' && cell === '') isQuoted = true;
    else if (letter === separator) {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') endRow();
    else if (letter !== '\r') cell += letter;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
};
