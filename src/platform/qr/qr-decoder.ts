import type { QrAnswer, QrQuestion, QrSeen, QrWish } from './qr-worker.ts';

export type Sighting = Omit<QrSeen, 'id'>;

export type QrDecoder = {
  /**
   * The codes in a picture, looked for so long at most; the picture is taken over.
   * @returns null: it could not be looked at; said within a few seconds even if what reads it has died
   */
  readonly read: (
    image: QrQuestion['image'],
    budgetMs: number,
    wish?: QrWish,
  ) => Promise<Sighting | null>;
  readonly close: () => void;
};

/** Beside the budget: to load the reader on a slow tablet. */
const patienceMs = 8_000;

/** Decoding away from the screen's thread, at the full size of the picture. */
export const openQrDecoder = (): QrDecoder => {
  const worker = new Worker(new URL('./qr-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (sighting: Sighting | null) => void>();
  let lastId = 0;
  const answer = (id: number, sighting: Sighting | null) => {
    waiting.get(id)?.(sighting);
    waiting.delete(id);
  };
  const giveUp = () => {
    for (const id of waiting.keys()) answer(id, null);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<QrAnswer>) => {
    answer(data.id, 'failed' in data ? null : data);
  });
  worker.addEventListener('error', giveUp);
  return {
    read: (image, budgetMs, wish = 'texts') =>
      new Promise((resolve) => {
        lastId += 1;
        const id = lastId;
        const late = setTimeout(() => answer(id, null), budgetMs + patienceMs);
        waiting.set(id, (sighting) => {
          clearTimeout(late);
          resolve(sighting);
        });
        const question: QrQuestion = { id, wish, image, budgetMs };
        worker.postMessage(question, [image]);
      }),
    close: () => {
      worker.terminate();
      giveUp();
    },
  };
};
