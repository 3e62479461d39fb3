import type { QrAnswer, QrQuestion, QrWish } from './qr-worker.ts';

export type Sighting = Omit<QrAnswer, 'id'>;

export type QrDecoder = {
  /** The codes in a picture, looked for so long at most; the picture is taken over. */
  readonly read: (image: QrQuestion['image'], budgetMs: number, wish?: QrWish) => Promise<Sighting>;
  readonly close: () => void;
};

const nothing: Sighting = { texts: [], codes: [], brightness: 0 };

/** Decoding away from the screen's thread, at the full size of the picture. */
export const openQrDecoder = (): QrDecoder => {
  const worker = new Worker(new URL('./qr-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (sighting: Sighting) => void>();
  let lastId = 0;
  const giveUp = () => {
    for (const resolve of waiting.values()) resolve(nothing);
    waiting.clear();
  };
  worker.addEventListener('message', ({ data: { id, ...sighting } }: MessageEvent<QrAnswer>) => {
    waiting.get(id)?.(sighting);
    waiting.delete(id);
  });
  // A worker that cannot start answers nothing; nobody must wait for it for ever.
  worker.addEventListener('error', giveUp);
  return {
    read: (image, budgetMs, wish = 'texts') =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        const question: QrQuestion = { id: lastId, wish, image, budgetMs };
        worker.postMessage(question, [image]);
      }),
    close: () => {
      worker.terminate();
      giveUp();
    },
  };
};
