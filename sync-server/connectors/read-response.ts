import type { Dispatcher } from 'undici';

/** An answer is a few hundred bytes; a page of something else is not read to its end. */
const mostBytes = 16 * 1024;

/** Seconds or a date (RFC 9110 §10.2.3). */
export const retryAfterToMs = (
  value: string | string[] | undefined,
  nowMs: number,
): number | null => {
  if (typeof value !== 'string') return null;
  if (/^\d{1,6}$/.test(value)) return nowMs + Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : date;
};

/** Null: it was too long. */
export const readText = async (body: Dispatcher.ResponseData['body']): Promise<string | null> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Null: it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
