import type { Random } from '#domain/core/random.ts';

export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
