import type * as hashWasm from 'hash-wasm';
import { vi } from 'vitest';

/**
 * Argon2id is slow on purpose, and a city of tablets unlocks the same few PINs hundreds of times in one test
 * file: what was derived once from the same PIN, salt and cost is not derived again. Every file derives for itself.
 */
vi.mock('hash-wasm', async (importOriginal) => {
  const original = await importOriginal<typeof hashWasm>();
  const derived = new Map<string, Promise<Uint8Array | string>>();
  const argon2id = async (options: Parameters<typeof original.argon2id>[0]) => {
    const key = JSON.stringify(options, (_name, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
    );
    const known = derived.get(key) ?? original.argon2id(options);
    derived.set(key, known);
    const raw = await known;
    // Whoever asked may wipe it.
    return typeof raw === 'string' ? raw : Uint8Array.from(raw);
  };
  return { ...original, argon2id };
});
