import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of our own: a file with ext4 on it, mounted. */
export type LoopDisk = Disposable & {
  /** Where it is mounted. */
  readonly dir: string;
  /**
   * The disk as the power cut leaves it: what reached the device, nothing that only the kernel's memory
   * held. The writers must stand still meanwhile.
   */
  readonly cutPower: () => LoopDisk;
};

const run = (command: string, ...args: string[]): void => {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
};

/** Why no disk can be made here, or null when one can. */
export const whyNoLoopDisk = (): string | null => {
  try {
    using _disk = createLoopDisk(8);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? 'unknown') : String(error);
  }
};

export const createLoopDisk = (mebibytes: number): LoopDisk => {
  const work = mkdtempSync(join(tmpdir(), 'chot-disk-'));
  const image = join(work, 'image');
  writeFileSync(image, '');
  truncateSync(image, mebibytes * 1024 * 1024);
  run('mkfs.ext4', '-q', '-F', image);
  return mountImage(work, image);
};

const mountImage = (work: string, image: string): LoopDisk => {
  const dir = join(work, 'mounted');
  mkdirSync(dir);
  // PostgreSQL passes through under an account of its own.
  chmodSync(work, 0o711);
  // Nothing reaches the disk by the clock, only because somebody asked for it.
  run('mount', '-o', 'loop,noatime,commit=600', image, dir);
  return {
    dir,
    cutPower: () => {
      const after = mkdtempSync(join(tmpdir(), 'chot-disk-'));
      const copy = join(after, 'image');
      copyFileSync(image, copy);
      return mountImage(after, copy);
    },
    [Symbol.dispose]: () => {
      // Lazily: a killed process may not be gone to the last page yet.
      run('umount', '-l', dir);
      rmSync(work, { recursive: true, force: true });
    },
  };
};
