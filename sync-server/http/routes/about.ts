import type { FastifyInstance } from 'fastify';
import type { About } from '#protocol/about.ts';
import { protocolVersion } from '#protocol/version.ts';
import type { AppPorts } from '../app-ports.ts';

export const aboutRoute = (app: FastifyInstance, { store, clock, demo }: AppPorts): void => {
  app.get('/api/v1/about', async (): Promise<About> => {
    const epoch = await store.epoch();
    return { service: 'chot', protocol: protocolVersion, epoch, serverTime: clock(), demo };
  });
};
