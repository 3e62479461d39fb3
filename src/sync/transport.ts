import { aboutSchema } from '#protocol/about.ts';
import { boardResponseSchema } from '#protocol/board.ts';
import { mergedResponseSchema } from '#protocol/merged.ts';
import { unitsResponseSchema } from '#protocol/enrol.ts';
import { pullResponseSchema } from '#protocol/pull.ts';
import { pushToBody } from '#protocol/push-body.ts';
import { pushMediaType, pushResponseSchema } from '#protocol/push.ts';
import { reconcileResponseSchema } from '#protocol/reconcile.ts';
import { protocolVersion } from '#protocol/version.ts';
import { callServer, jsonBody, type Fetch } from '../platform/network.ts';
import type { ChotDatabase } from '../store/database.ts';
import { readDevice } from '../store/read-device.ts';
import { readReceipt } from './read-receipt.ts';
import type { ServerCalls } from './ports.ts';

/**
 * The server over `fetch`, at the address and with the token of this tablet's enrolment.
 * @param serverUrl used until the tablet is enrolled; '' is the origin of the page
 */
export const createTransport = (
  db: ChotDatabase,
  serverUrl = '',
  fetchFrom: Fetch = (url, init) => fetch(url, init),
): ServerCalls => {
  const at = async (path: string) => {
    const device = await readDevice(db);
    return {
      url: `${device?.serverUrl ?? serverUrl}/api/v1/${path}`,
      ...(device === null ? {} : { token: device.deviceToken }),
    };
  };
  const server: ServerCalls = {
    about: async () => callServer({ ...(await at('about')), answer: aboutSchema }, fetchFrom),
    units: async () =>
      callServer({ ...(await at('units')), answer: unitsResponseSchema }, fetchFrom),
    board: async () =>
      callServer({ ...(await at('board')), answer: boardResponseSchema }, fetchFrom),
    push: async (request) =>
      callServer(
        {
          ...(await at('push')),
          answer: pushResponseSchema,
          body: { type: pushMediaType, bytes: pushToBody(request) },
          nonce: request.nonce,
        },
        fetchFrom,
      ),
    reconcile: async (request) =>
      callServer(
        {
          ...(await at('reconcile')),
          answer: reconcileResponseSchema,
          body: jsonBody(request),
          nonce: request.nonce,
        },
        fetchFrom,
      ),
    merged: async (request) =>
      callServer(
        {
          ...(await at('merged')),
          answer: mergedResponseSchema,
          body: jsonBody(request),
          nonce: request.nonce,
        },
        fetchFrom,
      ),
    readReceipt: (receipt) =>
      readReceipt(db, receipt, async () => {
        const about = await server.about();
        return about.ok ? (about.value.receiptKey ?? null) : null;
      }),
    pull: async (query) => {
      const search = new URLSearchParams({
        protocol: String(protocolVersion),
        scope: query.scope,
        cursor: String(query.cursor),
        limit: String(query.limit),
        ...(query.epoch === undefined ? {} : { epoch: query.epoch }),
      });
      return callServer({ ...(await at(`pull?${search}`)), answer: pullResponseSchema }, fetchFrom);
    },
  };
  return server;
};
