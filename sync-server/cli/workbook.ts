import { readSheet } from 'read-excel-file/universal';
import writeXlsx from 'write-excel-file/universal';

/** The first sheet of an .xlsx file as text, cell by cell. A time of day comes as a moment of 1899. */
export const readWorkbook = async (bytes: Uint8Array<ArrayBuffer>): Promise<string[][]> => {
  const rows = await readSheet(new Blob([bytes]));
  return rows.map((row) => row.map(cellToText));
};

const cellToText = (cell: unknown): string => {
  if (cell instanceof Date) return cell.toISOString().slice(11, 16);
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
    ? String(cell)
    : '';
};

/** A workbook of one sheet whose cells are text, so that nothing in it is reckoned. */
export const writeWorkbook = async (rows: readonly (readonly string[])[]): Promise<Uint8Array> => {
  const cells = rows.map((row) => row.map((value) => ({ value, type: String })));
  const blob = await writeXlsx(cells).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
};
