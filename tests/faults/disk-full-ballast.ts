import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export type Ballast = { readonly remove: () => void };

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOSPC';

/** Takes every block that is left; what others free meanwhile is theirs again. */
export const fillDisk = (dir: string): Ballast => {
  const path = join(dir, 'ballast');
  const file = openSync(path, 'w');
  for (const size of [1024 * 1024, 4096]) {
    try {
      for (;;) {
        // On the disk at once, or the next one would be promised blocks that are gone.
        writeSync(file, new Uint8Array(size));
        fsyncSync(file);
      }
    } catch (error) {
      if (!isFull(error)) throw error;
    }
  }
  closeSync(file);
  return { remove: () => rmSync(path) };
};
