/** A bucket is full at `burst` tokens and fills by `perSecond`. */
export type BucketRule = { readonly burst: number; readonly perSecond: number };

export type TokenBuckets = {
  /** @returns milliseconds until there will be enough; 0: they were taken */
  readonly take: (key: string, cost: number, nowMs: number) => number;
  readonly giveBack: (key: string, cost: number, nowMs: number) => void;
  /** How many buckets are in memory. */
  readonly size: () => number;
};

type Bucket = { tokens: number; atMs: number };

/**
 * One bucket a key. Fixed windows would let everybody behind one address wait for the same second and come
 * back together; a bucket lets them through one by one as it fills.
 * @param mostKeys the one not touched for longest goes: it is the fullest, and a new one is full
 */
export const createTokenBuckets = (
  { burst, perSecond }: BucketRule,
  mostKeys: number,
): TokenBuckets => {
  const bucketByKey = new Map<string, Bucket>();

  const touch = (key: string, nowMs: number): Bucket => {
    const known = bucketByKey.get(key) ?? { tokens: burst, atMs: nowMs };
    const gained = (Math.max(0, nowMs - known.atMs) / 1000) * perSecond;
    const bucket = { tokens: Math.min(burst, known.tokens + gained), atMs: nowMs };
    bucketByKey.delete(key);
    if (bucketByKey.size >= mostKeys) bucketByKey.delete(bucketByKey.keys().next().value ?? '');
    bucketByKey.set(key, bucket);
    return bucket;
  };

  return {
    take: (key, cost, nowMs) => {
      const bucket = touch(key, nowMs);
      if (bucket.tokens < cost) return Math.ceil(((cost - bucket.tokens) / perSecond) * 1000);
      bucket.tokens -= cost;
      return 0;
    },
    giveBack: (key, cost, nowMs) => {
      const bucket = touch(key, nowMs);
      bucket.tokens = Math.min(burst, bucket.tokens + cost);
    },
    size: () => bucketByKey.size,
  };
};
