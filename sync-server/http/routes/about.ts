import type { FastifyInstance } from 'fastify';
import type { About } from '#protocol/about.ts';
import { protocolVersion } from '#protocol/version.ts';
import type { RoutePorts } from '../app-ports.ts';

export const aboutRoute = (
  app: FastifyInstance,
  { store, clock, demo, receiptSigner }: RoutePorts,
): void => {
  app.get('/api/v1/about', async (): Promise<About> => {
    const epoch = await store.epoch();
    const { publicKey } = await receiptSigner();
    return {
      service: 'chot',
      protocol: protocolVersion,
      epoch,
      serverTime: clock(),
      demo,
      receiptKey: publicKey,
    };
  });
};
