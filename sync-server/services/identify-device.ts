import { hashOf } from '#domain/log/chain.ts';
import type { EnrolledDevice } from '../store/store.ts';
import type { ServicePorts } from './service-ports.ts';

/** Tokens are 256 random bits, so one plain hash keeps them: nothing to guess, nothing to salt. */
export const tokenToHash = (token: string): string => hashOf(new TextEncoder().encode(token));

/** The tablet that holds this token, or null. */
export const identifyDevice = (
  { store }: ServicePorts,
  token: string,
): Promise<EnrolledDevice | null> => store.findDevice(tokenToHash(token));
