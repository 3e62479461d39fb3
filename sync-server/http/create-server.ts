import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';

/** PEM texts: the certificate with the chain behind it, and its private key. */
export type Tls = { readonly cert: string; readonly key: string };

/**
 * @param patienceMs a request that has not arrived whole by then is given up
 * @param tls null: whoever stands in front of the server speaks TLS
 */
export const createServer = (
  listener: RequestListener,
  patienceMs: number,
  tls: Tls | null,
): Server => {
  const options = {
    requestTimeout: patienceMs,
    headersTimeout: patienceMs,
    connectionsCheckingInterval: patienceMs / 10,
    // A tablet says hello every minute: its line is kept until then.
    keepAliveTimeout: 75_000,
  };
  return tls === null
    ? createHttp(options, listener)
    : createHttps({ ...options, ...tls, minVersion: 'TLSv1.2' }, listener);
};
