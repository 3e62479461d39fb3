import type { QrAnswer, QrQuestion } from './qr-worker.ts';

export type QrDecoder = {
  /** The text of the code in a picture, or null; the picture is taken over. */
  readonly read: (image: ImageBitmap) => Promise<string | null>;
  readonly close: () => void;
};

/** Decoding away from the screen's thread, at the full size of the picture. */
export const openQrDecoder = (): QrDecoder => {
  const worker = new Worker(new URL('./qr-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (text: string | null) => void>();
  let lastId = 0;
  worker.addEventListener('message', (event: MessageEvent<QrAnswer>) => {
    waiting.get(event.data.id)?.(event.data.text);
    waiting.delete(event.data.id);
  });
  // A worker that cannot start answers nothing; nobody must wait for it for ever.
  worker.addEventListener('error', () => {
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
  });
  return {
    read: (image) =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        const question: QrQuestion = { id: lastId, image };
        worker.postMessage(question, [image]);
      }),
    close: () => {
      worker.terminate();
      for (const resolve of waiting.values()) resolve(null);
    },
  };
};
