import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const tokens = readFileSync('src/ui/tokens.css', 'utf8');

const coloursOf = (theme: string): ReadonlyMap<string, string> => {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(tokens)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [
      name,
      hex,
    ]),
  );
};

/** Relative luminance, WCAG 2.2. */
const luminanceOf = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrastOf = (left: string, right: string): number => {
  const [light = 0, dark = 0] = [luminanceOf(left), luminanceOf(right)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

/** What is written in a colour, and on which: "ink on paper, surface". */
const read = [
  'ink on paper surface sunken action-soft warn-soft alert-soft',
  'ink-soft on paper surface sunken',
  'action-ink on action',
  'frame-ink on frame',
  'frame-soft on frame',
  'warn on warn-soft surface paper sunken',
  'alert on alert-soft surface paper sunken',
  'verdict-pass on surface',
  'verdict-turn-back on surface',
  'verdict-test on surface',
  'verdict-refer on surface',
  'verdict-hold on surface',
  'verdict-ink on verdict-pass verdict-turn-back verdict-test verdict-refer verdict-hold',
];
/** Edges of what is pressed and what has the focus. */
const seen = ['line-strong on paper surface sunken', 'focus on paper surface'];

const pairsOf = (lines: readonly string[]): (readonly [string, string])[] =>
  lines.flatMap((line) => {
    const [front = '', grounds = ''] = line.split(' on ');
    return grounds.split(' ').map((ground) => [front, ground] as const);
  });

describe.each(['day', 'night', 'sun'])('the theme %s', (theme) => {
  const colours = coloursOf(theme);
  const tooFaint = (lines: readonly string[], least: number): string[] =>
    pairsOf(lines)
      .map(([front, ground]) => ({
        pair: `${front} on ${ground}`,
        contrast: contrastOf(colours.get(front) ?? '#000000', colours.get(ground) ?? '#000000'),
      }))
      .filter(({ contrast }) => contrast < least)
      .map(({ pair, contrast }) => `${pair}: ${contrast.toFixed(2)}`);

  it('[SCREEN-8] whatever is read stands out by 7 to 1', () => {
    expect(tooFaint(read, 7)).toEqual([]);
  });

  it('[SCREEN-8] whatever is pressed or has the focus has an edge of 3 to 1', () => {
    expect(tooFaint(seen, 3)).toEqual([]);
  });
});
