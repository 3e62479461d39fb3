import { csvToRows } from '#domain/core/csv.ts';

/** A spreadsheet of a city is a few hundred kilobytes; more is not unpacked. */
const largestBytes = 8 * 1024 * 1024;

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The first sheet of a file as text, cell by cell; null: it is no table that can be read. */
export const readTable = async (file: File): Promise<string[][] | null> => {
  if (file.size > largestBytes) return null;
  try {
    const bytes = await file.arrayBuffer();
    // Every .xlsx is a ZIP file and begins like one.
    if (new TextDecoder('latin1').decode(bytes.slice(0, 2)) !== 'PK') {
      return csvToRows(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    const { readSheet } = await import('read-excel-file/universal');
    const rows = await readSheet(bytes);
    return rows.map((row) => row.map(cellToText));
  } catch {
    return null;
  }
};

/** What a spreadsheet keeps as a moment of a day without a date is a time; it comes as one of 1899. */
const cellToText = (cell: unknown): string =>
  cell instanceof Date
    ? cell.toISOString().slice(11, 16)
    : typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
      ? String(cell)
      : '';

/** A workbook of one sheet whose cells are text, so that nothing in it is reckoned; headings in bold. */
export const rowsToWorkbook = async (
  rows: readonly (readonly string[])[],
): Promise<Uint8Array<ArrayBuffer>> => {
  const { default: write } = await import('write-excel-file/universal');
  const cells = rows.map((row, index) =>
    row.map((value) => ({
      value,
      type: String,
      ...(index === 0 && { fontWeight: 'bold' as const }),
    })),
  );
  const blob = await write(cells, { stickyRowsCount: 1 }).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
};

export const workbookType = xlsxType;
