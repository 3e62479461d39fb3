/**
 * One cell (RFC 4180). What a spreadsheet would take for a formula is given an apostrophe, so that it is shown
 * and not reckoned (OWASP, CSV injection).
 */
const toCell = (text: string): string => {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
};

/** A table in UTF-8, with the mark by which spreadsheets know it. */
export const rowsToCsv = (rows: readonly (readonly string[])[]): string => {
  const lines = rows.map((cells) => cells.map(toCell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
};
