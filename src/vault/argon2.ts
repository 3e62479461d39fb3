import { argon2id } from 'hash-wasm';
import type { Unlock } from '#domain/officer/officer.ts';

/** 32 bytes from a PIN. A module of its own, because its WebAssembly is needed by nobody who is signed in. */
export const deriveFromPin = (
  pin: string,
  { memoryKiB, iterations, parallelism }: Pick<Unlock, 'memoryKiB' | 'iterations' | 'parallelism'>,
  salt: Uint8Array,
): Promise<Uint8Array> =>
  argon2id({
    password: pin,
    salt,
    memorySize: memoryKiB,
    iterations,
    parallelism,
    hashLength: 32,
    outputType: 'binary',
  });
