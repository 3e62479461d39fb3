import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publicPageFile, publicPathOf, publicPaths } from '#protocol/public-pages.ts';

const pages = publicPaths.map(publicPageFile);
const importPattern =
  /(?:^|\n)\s*(?:import|export)\b(?!\s+type\b)[^'";]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g;

/** Every file of ours that a page may come to load, and every library, by what imports it. */
const reach = (page: string): { files: Set<string>; libraries: Map<string, string> } => {
  const files = new Set<string>();
  const libraries = new Map<string, string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    if (file.endsWith('.css')) return;
    for (const [, from, dynamic, bare] of readFileSync(file, 'utf8').matchAll(importPattern)) {
      const specifier = from ?? dynamic ?? bare ?? '';
      if (specifier.startsWith('#')) visit(specifier.replace('#', 'src/'));
      else if (specifier.startsWith('.')) visit(normalize(join(dirname(file), specifier)));
      else libraries.set(specifier.replace(/^((?:@[^/]+\/)?[^/]+).*/, '$1'), file);
    }
  };
  for (const [, src] of readFileSync(page, 'utf8').matchAll(
    /<script type="module" src="([^"]+)"/g,
  )) {
    visit(normalize(join(dirname(page), src ?? '')));
  }
  return { files, libraries };
};

const officersRooms = /^src\/(?:actions|app|features|store|sync|vault)\//;
/** Of the words, only those of the public pages and of the form that they share with the sheet. */
const publicWords =
  /^src\/i18n\/(?:language|format|countries|(?:vi|en)\/(?:answers|problems|citizen[a-z-]*))\.ts$/;
const publicLibraries = ['preact', 'zod', 'cborg', 'fflate', '@noble/hashes', 'lean-qr'];

describe('the pages that anybody may open', () => {
  it.each(pages)('[CITIZEN-1] %s never loads what is the officers’', (page) => {
    const { files, libraries } = reach(page);
    expect(files.size).toBeGreaterThan(3);
    expect([...files].filter((file) => officersRooms.test(file))).toEqual([]);
    expect(
      [...files].filter((file) => file.startsWith('src/i18n/') && !publicWords.test(file)),
    ).toEqual([]);
    expect(
      [...libraries].filter(
        ([name]) => !publicLibraries.includes(name) && !name.startsWith('virtual:'),
      ),
    ).toEqual([]);
  });

  it('[CITIZEN-1] each is there, found by its address alone, and drawn by the small library', () => {
    expect(pages.filter((page) => !existsSync(page))).toEqual([]);
    for (const path of publicPaths) {
      expect(publicPathOf(`${path}?chot=hn-01#ma=x`)).toBe(path);
      expect(publicPathOf(`${path}/`)).toBe(path);
      expect(publicPathOf(`${path}-cu`)).toBeNull();
      expect(publicPathOf(`/api/v1${path}`)).toBeNull();
    }
    const drawn = readdirSync('src/citizen', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .filter(
        (name) =>
          !readFileSync(join('src/citizen', name), 'utf8').startsWith(
            '/** @jsxImportSource preact */',
          ),
      );
    expect(drawn).toEqual([]);
  });
});
