import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const walk = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });

const idsIn = (text: string, pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map(([, id]) => id ?? ''));

const promised = idsIn(readFileSync('docs/SPEC.md', 'utf8'), /^- \*\*([A-Z]+-\d+)\*\*/gm);
const titles = [...walk('src'), ...walk('sync-server'), ...walk('tests')]
  .filter((path) => /\.test\.tsx?$|contract\.ts$/.test(path))
  .flatMap(
    (path) =>
      readFileSync(path, 'utf8').match(
        /\b(?:it|test|describe)(?:\.each\([^)]*\))?\(\s*[`'"][^\n]*/g,
      ) ?? [],
  );
const tested = idsIn(titles.join('\n'), /\[([A-Z]+-\d+)\]/g);

describe('promises and tests', () => {
  it('[HOUSE-6] every promise of SPEC.md is tested', () => {
    expect([...promised].filter((id) => !tested.has(id))).toEqual([]);
  });

  it('[HOUSE-6] every tested promise is in SPEC.md', () => {
    expect([...tested].filter((id) => !promised.has(id))).toEqual([]);
  });
});
