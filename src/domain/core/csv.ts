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
