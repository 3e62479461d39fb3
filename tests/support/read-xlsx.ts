import { strFromU8, unzipSync } from 'fflate';

const textOf = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

export type ReadSheet = { readonly name: string; readonly rows: string[][] };

/** What a workbook says, by its parts and not by our own writing of them. Throws where it has a formula. */
export const readXlsx = (bytes: Uint8Array): ReadSheet[] => {
  const parts = unzipSync(bytes);
  const part = (path: string): string => {
    const found = parts[path];
    if (found === undefined) throw new Error(`The workbook has no ${path}.`);
    return strFromU8(found);
  };
  part('[Content_Types].xml');
  part('_rels/.rels');
  const targets = new Map(
    [...part('xl/_rels/workbook.xml.rels').matchAll(/Id="(\w+)"[^>]*Target="([^"]+)"/g)].map(
      ([, id = '', target = '']) => [id, target],
    ),
  );
  const sheets = part('xl/workbook.xml').matchAll(/<sheet name="([^"]+)"[^>]*r:id="(\w+)"/g);
  return [...sheets].map(([, name = '', id = '']) => {
    const xml = part(`xl/${targets.get(id)}`);
    if (xml.includes('<f')) throw new Error('A cell is reckoned.');
    const rows = [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => {
      const cells: string[] = [];
      for (const [, column = '', , text = ''] of row.matchAll(
        /<c r="([A-Z]+)\d+"([^>]*)>(?:<is><t[^>]*>|<v>)(.*?)<\/(?:t|v)>/gs,
      )) {
        const at =
          Array.from(column).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
        cells[at] = textOf(text);
      }
      return Array.from(cells, (cell) => cell ?? '');
    });
    return { name: textOf(name), rows };
  });
};
