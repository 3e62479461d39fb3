import { setImmediate as breathe } from 'node:timers/promises';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';

type Cell = string | number;
type Rows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
export type Sheet = {
  readonly name: string;
  readonly rows: Rows;
  /** Rows of which the last is the head of the columns: they stay in sight. */
  readonly headRows: number;
};

/** Rows that are written before others get their turn. */
const rowsAtOnce = 250;
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/**
 * A workbook (ECMA-376, SpreadsheetML) in pieces, however many rows there are: none is kept. Every text is
 * written as text, in its cell: nothing of it can be a formula.
 */
export const writeXlsx = async function* (
  sheets: readonly Sheet[],
): AsyncGenerator<Uint8Array, void, void> {
  let written: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    written.push(piece);
  });
  const take = (): Uint8Array[] => {
    const pieces = written;
    written = [];
    return pieces;
  };
  for (const [path, text] of Object.entries(frameOf(sheets))) {
    const file = deflated(path);
    zip.add(file);
    file.push(declaration + text, true);
  }
  yield* take();
  for (const [index, { rows, headRows }] of sheets.entries()) {
    const file = deflated(`xl/worksheets/sheet${index + 1}.xml`);
    zip.add(file);
    const pane = `<pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" state="frozen"/>`;
    file.push(
      `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" defaultColWidth="18"/><sheetData>`,
      false,
    );
    let number = 0;
    let text = '';
    for await (const row of rows) {
      number += 1;
      text += rowToXml(row, number, number === headRows);
      if (number % rowsAtOnce > 0) continue;
      file.push(text, false);
      text = '';
      yield* take();
      await breathe();
    }
    file.push(`${text}</sheetData></worksheet>`, true);
    yield* take();
  }
  zip.end();
  yield* take();
};

/** A part of the zip, deflated by zlib piece by piece: each ends on a byte, so they follow each other. */
const deflated = (
  filename: string,
): ZipInputFile & { push: (text: string, isLast: boolean) => void } => {
  const file: ZipInputFile & { push: (text: string, isLast: boolean) => void } = {
    filename,
    size: 0,
    crc: 0,
    compression: 8,
    push: (text, isLast) => {
      const bytes = Buffer.from(text);
      file.size += bytes.length;
      file.crc = crc32(bytes, file.crc);
      const finishFlush = isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
      const packed = deflateRawSync(bytes, { level: 1, finishFlush });
      file.ondata?.(null, new Uint8Array(packed), isLast);
    },
  };
  return file;
};

const frameOf = (sheets: readonly Sheet[]): Record<string, string> => {
  const worksheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const overrides = sheets.map(
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${worksheet}.worksheet+xml"/>`,
  );
  const listed = sheets.map(
    ({ name }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const related = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const font = '<sz val="11"/><name val="Arial"/>';
  return {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${worksheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${worksheet}.styles+xml"/>${overrides.join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships">${related.join('')}<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    // One style for the head of the columns, one for all else: text, so that no number loses its zeros.
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
  };
};

const rowToXml = (row: readonly Cell[], number: number, isHead: boolean): string => {
  const style = isHead ? ' s="1"' : '';
  let cells = '';
  for (const [index, cell] of row.entries()) {
    if (cell === '') continue;
    const place = `r="${columnAt(index)}${number}"`;
    cells +=
      typeof cell === 'number'
        ? `<c ${place}><v>${cell}</v></c>`
        : `<c ${place}${style} t="inlineStr"><is>${textToXml(cell)}</is></c>`;
  }
  return `<row r="${number}">${cells}</row>`;
};

const columnNames: string[] = [];
/** A, B … Z, AA … */
const columnAt = (index: number): string => {
  const known = columnNames[index];
  if (known !== undefined) return known;
  const letter = String.fromCodePoint(65 + (index % 26));
  const name = index < 26 ? letter : columnAt(Math.floor(index / 26) - 1) + letter;
  columnNames[index] = name;
  return name;
};

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
// oxlint-disable-next-line no-control-regex -- XML 1.0 allows none of them, not even escaped
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Mostly there is nothing to do, and there are millions of cells. */
// oxlint-disable-next-line no-control-regex -- the same
const unusual = /[&<>"\u0000-\u001f\ud800-\udfff\ufffe\uffff]/;

const space = 32;
/** Blanks at an end, and lines, are lost where nobody says that they count. */
const textToXml = (text: string): string => {
  const isLoose = text.charCodeAt(0) <= space || text.charCodeAt(text.length - 1) <= space;
  return isLoose || unusual.test(text)
    ? `<t xml:space="preserve">${escapeXml(text)}</t>`
    : `<t>${text}</t>`;
};

const escapeXml = (text: string): string =>
  unusual.test(text)
    ? text
        .toWellFormed()
        .replace(unwritable, '')
        .replace(/[&<>"]/g, (sign) => signs[sign] ?? '')
    : text;
