/** A queued request that is not granted by then waits for another window. */
const patienceMs = 250;
/** A window that does not answer by then is frozen or gone. */
const answerMs = 1_000;

export type Holder = {
  readonly onHeld: () => void;
  /** Another window of this browser has it; this one goes on waiting. */
  readonly onWaiting: () => void;
  /** Another window asks for it: finish what is in the air. */
  readonly onAsked: () => Promise<void>;
  /** Another window has it now; this one waits no longer. */
  readonly onLost: () => void;
};

/**
 * Holds a name among all windows of this browser. Where the browser has no locks, it is held at once.
 * @param insist asks the window that has it to give way, and takes it from one that does not answer
 * @returns release
 */
export const holdAlone = (name: string, insist: boolean, holder: Holder): (() => void) => {
  const { locks } = navigator as { readonly locks?: LockManager };
  if (!locks) {
    holder.onHeld();
    return () => undefined;
  }
  const channel = new BroadcastChannel(name);
  const queue = new AbortController();
  let state: 'waiting' | 'held' | 'over' = 'waiting';
  let letGo = (): void => undefined;

  const end = () => {
    state = 'over';
    clearTimeout(patience);
    clearTimeout(answer);
    queue.abort();
    channel.close();
    letGo();
  };
  const request = (options: LockOptions) => {
    const hold = async () => {
      if (state === 'over') return;
      state = 'held';
      clearTimeout(patience);
      clearTimeout(answer);
      holder.onHeld();
      await new Promise<void>((done) => {
        letGo = done;
      });
    };
    // Rejects when the wait is given up, and when the lock is taken away.
    locks.request(name, options, hold).catch(() => {
      if (state !== 'held') return;
      end();
      holder.onLost();
    });
  };
  const giveWay = async () => {
    await holder.onAsked();
    end();
    holder.onLost();
  };
  const takeOver = () => {
    queue.abort();
    request({ steal: true });
  };

  const patience = setTimeout(holder.onWaiting, patienceMs);
  const answer = insist ? setTimeout(takeOver, answerMs) : undefined;
  channel.addEventListener('message', () => {
    if (state === 'held') void giveWay();
  });
  request({ signal: queue.signal });
  if (insist) channel.postMessage('give way');
  return end;
};
