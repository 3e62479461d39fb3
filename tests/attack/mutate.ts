import { decode, encode } from 'cborg';
import { pushMediaType } from '#protocol/push.ts';
import { signedHeaders } from '../support/test-signer.ts';
import type { Dice } from '../simulator/dice.ts';
import { naughtyStrings } from './naughty-strings.ts';
import type { Target } from './targets.ts';

/** A request as it will be sent. */
export type Shot = {
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** Signs what is sent, so that it gets past the door. */
export const sign = (
  { method, path, type, body, signer, headers }: Target,
  what: string,
): Shot => ({
  what,
  method,
  path,
  body,
  headers: {
    ...(type === null ? {} : { 'content-type': type }),
    ...(signer === null ? {} : signedHeaders(signer, { method, target: path, body })),
    ...headers,
  },
});

type Mutation = (target: Target, dice: Dice) => Target;

const strangeValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  -(2 ** 31),
  1e308,
  [],
  {},
  [[[[[[[[]]]]]]]],
  { toString: 1 },
  Array<number>(300).fill(0),
];

const replaceSomewhere = (value: unknown, dice: Dice, depth = 0): unknown => {
  const isInside = typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
  if (!isInside || (depth > 0 && dice.happens(0.25))) {
    return dice.happens(0.6) ? dice.pick(naughtyStrings) : dice.pick(strangeValues);
  }
  if (Array.isArray(value)) {
    const at = dice.below(value.length + 1);
    const copy: unknown[] = [...value];
    copy[at] = replaceSomewhere(copy[at], dice, depth + 1);
    return copy;
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || dice.happens(0.1)) {
    return { ...value, [dice.pick(naughtyStrings)]: dice.pick(naughtyStrings) };
  }
  const [key] = dice.pick(entries);
  if (dice.happens(0.1)) return Object.fromEntries(entries.filter(([name]) => name !== key));
  const inner = Object.fromEntries(entries)[key];
  return { ...value, [key]: replaceSomewhere(inner, dice, depth + 1) };
};

const changeMessage: Mutation = (target, dice) => {
  try {
    const { type, body } = target;
    const isCbor = type === pushMediaType;
    const said: unknown = isCbor ? decode(body) : JSON.parse(body.toString());
    const changed = replaceSomewhere(said, dice);
    const text = isCbor ? encode(changed) : Buffer.from(JSON.stringify(changed) ?? '');
    return { ...target, body: Buffer.from(text) };
  } catch {
    // No message, or one that was broken already.
    return target;
  }
};

const changeBytes: Mutation = (target, dice) => {
  const body = Buffer.from(target.body);
  const turns = 1 + dice.below(8);
  for (let turn = 0; turn < turns && body.length > 0; turn += 1) {
    body[dice.below(body.length)] = dice.below(256);
  }
  const cut = dice.below(body.length + 1);
  const whole = dice.pick([
    body,
    body.subarray(0, cut),
    Buffer.concat([body, Buffer.from(dice.bytes(1 + dice.below(40)))]),
    Buffer.concat([body, body]),
    Buffer.from(dice.bytes(dice.below(400))),
    Buffer.from('['.repeat(dice.below(60_000))),
    Buffer.from(`{"a":${'{"a":'.repeat(dice.below(2_000))}`),
    Buffer.alloc(dice.pick([17_000, 270_000]), 0x20),
    Buffer.alloc(1 + dice.below(9_000), dice.pick([0x9f, 0x81, 0xa1, 0xc1, 0xd8, 0x5b, 0xff])),
  ]);
  return { ...target, body: whole };
};

const changePath: Mutation = (target, dice) => {
  const text = dice.pick(naughtyStrings);
  const encoded = encodeURIComponent(text.toWellFormed());
  const bare = target.path.split('?')[0] ?? '';
  const path = dice.pick([
    `${bare}/${encoded}`,
    `${bare}?${encoded}=${encoded}`,
    `${bare}?protocol=${encoded}&scope=${encoded}`,
    `${bare}?protocol=3&scope=unit:hn-01&cursor=${encoded}`,
    `${bare}?protocol=3&scope=unit:hn-01&scope=reference&limit=${encoded}`,
    `${bare}?protocol=3&scope=unit:hn-02&epoch=${encoded}`,
    bare.replace(/[^/]+$/, encoded),
    `/${encoded}`,
    `/${bare}`,
    `${bare}/`,
    `${bare}/../..${bare}`,
    `${bare};${encoded}`,
    `${bare}%`,
    `${bare}%ff`,
    bare.toUpperCase(),
    `/assets/${encoded}`,
    `${bare}?${'a=1&'.repeat(dice.below(1_500))}`,
  ]);
  return { ...target, path: path.replaceAll(/[^\u0021-\u007e]/g, '') };
};

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];
const changeMethod: Mutation = (target, dice) => ({ ...target, method: dice.pick(methods) });

const types = [
  'text/plain',
  'application/json; charset=utf-16',
  'application/json;',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/cbor; a=b',
  '*/*',
  'x',
  '',
  'application/json, application/cbor',
  pushMediaType,
  'application/json',
];
const changeType: Mutation = (target, dice) => ({ ...target, type: dice.pick(types) });

const strangeHeaders = [
  'content-encoding',
  'expect',
  'range',
  'if-none-match',
  'if-modified-since',
  'accept',
  'accept-encoding',
  'origin',
  'cookie',
  'authorization',
  'chot-device',
  'chot-nonce',
  'chot-body',
  'chot-signature',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-http-method-override',
  'host',
  'upgrade-insecure-requests',
  'x-a',
];
const strangeHeaderValues = [
  'gzip',
  'bytes=0-0',
  'bytes=9-1,5-',
  'bytes=99999999999-',
  '*',
  'text/html',
  '"x"',
  '0',
  '127.0.0.1',
  '::1, garbage',
  `Bearer ${'A'.repeat(43)}`,
  'x'.repeat(6_000),
];
const changeHeader: Mutation = (target, dice) => {
  const latin = dice.pick(naughtyStrings).replaceAll(/[^\u0020-\u007e]/g, '');
  const value = dice.happens(0.5) ? dice.pick(strangeHeaderValues) : latin;
  return { ...target, headers: { ...target.headers, [dice.pick(strangeHeaders)]: value } };
};

const mutations: Readonly<Record<string, Mutation>> = {
  message: changeMessage,
  bytes: changeBytes,
  path: changePath,
  method: changeMethod,
  type: changeType,
  header: changeHeader,
};

/** One hostile request. Half of them are signed after they were changed, so that they get past the door. */
export const mutate = (target: Target, dice: Dice): Shot => {
  const names = Object.keys(mutations);
  const chosen = Array.from({ length: 1 + dice.below(2) }, () => dice.pick(names));
  const what = chosen.join('+');
  const changed = chosen.reduce((one, name) => mutations[name]?.(one, dice) ?? one, target);
  if (dice.happens(0.6)) return sign(changed, `${what}, signed`);
  const { headers } = sign(target, what);
  const type = changed.type === null ? {} : { 'content-type': changed.type };
  const { method, path, body } = changed;
  return { what, method, path, body, headers: { ...headers, ...type, ...changed.headers } };
};
