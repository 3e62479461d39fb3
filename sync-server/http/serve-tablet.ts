import { relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Files under `assets/` carry a hash of their content in their names; all others keep theirs. */
const hashedDir = `assets${sep}`;
const forEver = 'public, max-age=31536000, immutable';
const askEachTime = 'no-cache';

/** The built tablet, from its directory. */
export const serveTablet = (app: FastifyInstance, tabletDir: string): void => {
  void app.register(fastifyStatic, {
    root: tabletDir,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = relative(tabletDir, path).startsWith(hashedDir);
      reply.header('cache-control', isHashed ? forEver : askEachTime);
    },
  });
};

/** A page of the tablet was opened by its address: the tablet itself finds the screen. */
export const isNavigation = ({ method, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');

export const sendTablet = (reply: FastifyReply): FastifyReply => reply.sendFile('index.html');
