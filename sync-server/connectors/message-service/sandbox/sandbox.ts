import { request } from 'undici';
import { keyHeader, signatureHeader, signDelivery } from '../../signature.ts';
import {
  startTakingSandbox,
  type SandboxSettings,
  type TakingSandbox,
} from '../../taking-sandbox.ts';

export type MessageSandbox = TakingSandbox & {
  /** A citizen writes; sent again under the same id it is the same message. @returns the status */
  readonly write: (
    to: string,
    message: { readonly messageId: string; readonly sender: string; readonly text: string },
  ) => Promise<number>;
};

/** A message service of this machine: it brings what citizens write, and takes answers. */
export const startMessageSandbox = async (
  settings: Pick<SandboxSettings, 'port' | 'secret'>,
): Promise<MessageSandbox> => {
  const taking = await startTakingSandbox({
    ...settings,
    path: '/answers',
    mediaType: 'application/json',
    takenBody: { taken: true },
    faultBody: (fault) => ({ taken: false, fault }),
  });
  return {
    ...taking,
    write: async (to, { messageId, ...message }) => {
      const body = JSON.stringify(message);
      const answer = await request(to, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [keyHeader]: messageId,
          [signatureHeader]: signDelivery(settings.secret, messageId, body),
        },
        body,
      });
      await answer.body.dump();
      return answer.statusCode;
    },
  };
};
