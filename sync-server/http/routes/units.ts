import type { FastifyInstance } from 'fastify';
import { publicUnitOf } from '#domain/unit/unit.ts';
import type { UnitResponse, UnitsResponse } from '#protocol/enrol.ts';
import {
  unitAboutRequestSchema,
  unitsSetRequestSchema,
  type UnitAboutResponse,
  type UnitsSetResponse,
} from '#protocol/units.ts';
import { readRequest } from '../../services/read-request.ts';
import { standReader } from '../../services/units/read-stands.ts';
import { setUnits, UnitNamedTwice } from '../../services/units/set-units.ts';
import { tellUnit } from '../../services/units/tell-unit.ts';
import type { AppPorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';

/** 856 units take 300 KB at the most. */
const setLimit = 2 * 1024 * 1024;

/** Units: to choose from when a tablet is enrolled, and as the administrator sets them. */
export const unitsRoute = (app: FastifyInstance, ports: AppPorts): void => {
  const { store } = ports;
  const readStands = standReader(ports);

  app.get('/api/v1/units', async (): Promise<UnitsResponse> => ({
    units: (await store.listUnits()).map(publicUnitOf),
  }));

  app.get<{ Params: { unitId: string } }>('/api/v1/units/:unitId', async (request, reply) => {
    const { unitId } = request.params;
    const unit = (await store.listUnits()).find((one) => one.unitId === unitId);
    if (unit === undefined) return sendProblem(reply, 'unit/unknown');
    return { unit: publicUnitOf(unit) } satisfies UnitResponse;
  });

  app.post('/api/v1/units/set', { bodyLimit: setLimit }, async (request, reply) => {
    const message = readRequest(unitsSetRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce, units, isPreview } = message.value;
    try {
      const done = await setUnits(ports, units, isPreview, sessionOf(request));
      return { nonce, ...done } satisfies UnitsSetResponse;
    } catch (error) {
      if (error instanceof UnitNamedTwice) return sendProblem(reply, 'request/malformed');
      throw error;
    }
  });

  app.post('/api/v1/units/about', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const message = readRequest(unitAboutRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce, unitId } = message.value;
    const told = await tellUnit(ports, readStands, unitId);
    if (!told.ok) return sendProblem(reply, told.error);
    return { nonce, ...told.value } satisfies UnitAboutResponse;
  });
};
