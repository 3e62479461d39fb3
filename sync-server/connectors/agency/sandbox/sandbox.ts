import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { keyHeader, signatureHeader, signDelivery } from '../../signature.ts';
import {
  startTakingSandbox,
  type SandboxSettings,
  type TakingSandbox,
} from '../../taking-sandbox.ts';

type Reply = {
  readonly reportId: string;
  readonly outcome: 'handled' | 'not-ours';
  readonly text: string;
};

export type AgencySandbox = TakingSandbox & {
  /** Replies to where it was told to. @param key given: the reply that was sent under it, once more @returns the status */
  readonly reply: (to: string, reply: Reply, key?: string) => Promise<number>;
};

/** An agency's system of this machine: it takes reports, and replies when it is told to. */
export const startAgencySandbox = async (
  settings: Pick<SandboxSettings, 'port' | 'secret' | 'onTaken'>,
): Promise<AgencySandbox> => {
  const taking = await startTakingSandbox({
    ...settings,
    path: '/reports',
    mediaType: 'application/json',
    takenBody: { taken: true },
    faultBody: (fault) => ({ taken: false, fault }),
  });
  return {
    ...taking,
    reply: async (to, reply, key = randomUUID()) => {
      const body = JSON.stringify(reply);
      const signature = signDelivery(settings.secret, key, body);
      const answer = await request(to, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [keyHeader]: key,
          [signatureHeader]: signature,
        },
        body,
      });
      await answer.body.dump();
      return answer.statusCode;
    },
  };
};
