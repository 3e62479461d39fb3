import type { FastifyInstance } from 'fastify';
import type { UnitsResponse } from '#protocol/enrol.ts';
import type { AppPorts } from '../app-ports.ts';

export const unitsRoute = (app: FastifyInstance, { store }: AppPorts): void => {
  app.get('/api/v1/units', async (): Promise<UnitsResponse> => ({
    units: await store.listUnits(),
  }));
};
