import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';

const sessions = new WeakMap<Page, Promise<CDPSession>>();
const sessionOf = (page: Page): Promise<CDPSession> => {
  const known = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, known);
  return known;
};

const isOnKeyboard = (letter: string): boolean => /^[\x20-\x7e]$/.test(letter);

const strike = async (session: CDPSession, letter: string): Promise<void> => {
  if (!isOnKeyboard(letter)) {
    await session.send('Input.insertText', { text: letter });
    return;
  }
  const key = { key: letter, unmodifiedText: letter };
  await Promise.all([
    session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: letter, ...key }),
    session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
  ]);
};

/** Types as a quick hand does: so long after each key comes the next. */
export const typeAtPace = async (page: Page, text: string, paceMs: number): Promise<void> => {
  const session = await sessionOf(page);
  for (const letter of text) {
    await strike(session, letter);
    await sleep(paceMs);
  }
};

/** One key, or several held together, as "Control+Enter": they go down one after the other at the same pace. */
export const pressAtPace = async (
  { keyboard }: Page,
  key: string,
  paceMs: number,
): Promise<void> => {
  const keys = key.split('+');
  for (const one of keys) {
    await keyboard.down(one);
    await sleep(paceMs);
  }
  for (const one of keys.toReversed()) await keyboard.up(one);
};

/** Types as fast as the page takes the keys: each an event of its own, none waiting for the one before. */
export const typeQuickly = async (page: Page, text: string): Promise<void> => {
  const session = await sessionOf(page);
  await Promise.all(Array.from(text, (letter) => strike(session, letter)));
};

const scannerKeyS = 0.004;

/**
 * Keys as a scanner sends them: nobody waits for one before the next. Each bears the time it was sent at, so that
 * they are a scanner's however late a busy machine hands them over.
 */
export const scanQuickly = async (page: Page, text: string): Promise<void> => {
  const session = await sessionOf(page);
  const beganAtS = Date.now() / 1000;
  const keys = [...Array.from(text, (key) => ({ key, text: key })), { key: 'Enter', text: '\r' }];
  await Promise.all(
    keys.map((key, index) =>
      session.send('Input.dispatchKeyEvent', {
        type: 'keyDown',
        timestamp: beganAtS + index * scannerKeyS,
        ...key,
      }),
    ),
  );
};
