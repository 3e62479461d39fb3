import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { publicPageFile, publicPathOf, publicPaths } from '#protocol/public-pages.ts';
import { pageHeaders } from './security-headers.ts';

/** Files under `assets/` carry a hash of their content in their names; all others keep theirs. */
const hashedDir = `assets${sep}`;
const forEver = 'public, max-age=31536000, immutable';
const askEachTime = 'no-cache';

/** The built tablet, from its directory. */
export const serveTablet = (app: FastifyInstance, tabletDir: string): void => {
  void app.register(fastifyStatic, {
    root: tabletDir,
    cacheControl: false,
    // Written beside each file by the build: a thin line carries a third of it.
    preCompressed: true,
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

/** Sends a page that anybody may open, by its address; false: it is none of them. */
export type SendPublicPage = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null;

/**
 * The public pages of the build in `tabletDir`. Each carries its first styles in itself, which its policy names
 * by their digests: one trip of a thin line until there is something to read.
 */
export const createPublicPages = (tabletDir: string): SendPublicPage => {
  const headersByFile = new Map(
    publicPaths
      .map(publicPageFile)
      .filter((file) => existsSync(join(tabletDir, file)))
      .map((file) => {
        const html = readFileSync(join(tabletDir, file), 'utf8');
        const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(
          ([, css]) => css ?? '',
        );
        return [file, pageHeaders(styles.map((css) => hash('sha256', css, 'base64')))];
      }),
  );
  return (request, reply) => {
    const path = publicPathOf(request.url);
    const file = path && publicPageFile(path);
    const headers = file && headersByFile.get(file);
    return headers ? reply.headers(headers).sendFile(file) : null;
  };
};
