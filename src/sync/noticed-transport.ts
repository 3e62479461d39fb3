import type { Transport } from './core/ports.ts';

/** The same line; somebody is told whenever a call begins and whenever one ends. */
export const noticedTransport = (transport: Transport, notice: () => void): Transport => {
  const noticing =
    <Asked, Answer>(call: (asked: Asked) => Promise<Answer>) =>
    async (asked: Asked): Promise<Answer> => {
      notice();
      const answer = await call(asked);
      notice();
      return answer;
    };
  return {
    push: noticing(transport.push),
    pull: noticing(transport.pull),
    reconcile: noticing(transport.reconcile),
    merged: noticing(transport.merged),
    readReceipt: noticing(transport.readReceipt),
  };
};
