import { describe, expect, it } from 'vitest';
import { beginLensWatch, lensHint, noteFrame } from './lens-hint.ts';

const bright = { texts: [], brightness: 120 };
const dark = { texts: [], brightness: 12 };

describe('why nothing is read', () => {
  it('[EYE-3] a dark picture asks for light, a long silence for a clean lens, and a read ends both', () => {
    let watch = beginLensWatch(0);
    watch = noteFrame(watch, bright, 100);
    expect(lensHint(watch, 11_000)).toBe('dark');
    watch = noteFrame(watch, bright, 11_000);
    expect(lensHint(watch, 11_100)).toBeNull();
    expect(lensHint(noteFrame(watch, bright, 12_100), 12_100)).toBe('no-read');
    expect(lensHint(noteFrame(watch, dark, 13_100), 13_100)).toBe('dark');
    const read = noteFrame(watch, { texts: ['a code'], brightness: 12 }, 13_200);
    expect(lensHint(read, 13_300)).toBeNull();
  });
});
