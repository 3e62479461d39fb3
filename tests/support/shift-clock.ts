import type { Page } from 'playwright-core';

const shiftMs = 6 * 3_600_000;
const hourMs = 3_600_000;
const startedAtMs = Date.now();

/**
 * Sets the tablet's clock so that the run begins one hour into a shift and never crosses its end.
 * Only the wall clock is moved; timers stay real, and the server keeps its own time.
 */
export const keepWithinShift = async (page: Page): Promise<void> => {
  // Shifts begin at 0, 6, 12 and 18 o'clock in Vietnam, which is UTC+7.
  const offsetMs = -((startedAtMs + 7 * hourMs) % shiftMs) + hourMs;
  await page.addInitScript((offset) => {
    const RealDate = Date;
    globalThis.Date = class extends RealDate {
      constructor(...parts: [] | [number | string]) {
        super(parts.length === 0 ? RealDate.now() + offset : parts[0]);
      }
      static override now(): number {
        return RealDate.now() + offset;
      }
    } as DateConstructor;
  }, offsetMs);
};
