import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { publicPageFile, publicPathOf } from '#protocol/public-pages.ts';
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
 * by their digests: one trip of a thin line until there is something to read. A build that is laid over a server
 * that runs is read again.
 */
export const createPublicPages = (tabletDir: string): SendPublicPage => {
  const known = new Map<
    string,
    { writtenAtMs: number; headers: Readonly<Record<string, string>> }
  >();
  const headersOf = (file: string) => {
    const path = join(tabletDir, file);
    const writtenAtMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (writtenAtMs === undefined) return null;
    const former = known.get(file);
    if (former?.writtenAtMs === writtenAtMs) return former.headers;
    const html = readFileSync(path, 'utf8');
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? '');
    const headers = pageHeaders(styles.map((css) => hash('sha256', css, 'base64')));
    known.set(file, { writtenAtMs, headers });
    return headers;
  };
  return (request, reply) => {
    const path = publicPathOf(request.url);
    const file = path && publicPageFile(path);
    const headers = file && headersOf(file);
    return headers ? reply.headers(headers).sendFile(file) : null;
  };
};
