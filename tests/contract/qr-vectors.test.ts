import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recognise } from '#domain/qr/recognise.ts';

const folder = new URL('../fixtures/qr/', import.meta.url);
/** One JSON string a line, so that control characters and any language can read them. */
const vectorsIn = (file: string): string[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => String(JSON.parse(line)));

const files = readdirSync(folder).map((file) => ({
  file,
  kind: file.replace(/-(valid|invalid)\.txt$/, ''),
  valid: file.endsWith('-valid.txt'),
}));

describe('codes that people show', () => {
  it.each(files)('[QR-1] $file: every line is told for what it is', ({ file, kind, valid }) => {
    for (const text of vectorsIn(file)) {
      expect(recognise(text).kind === kind, text).toBe(valid);
    }
  });
});
