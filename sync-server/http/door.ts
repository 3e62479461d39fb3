import { isIPv6 } from 'node:net';
import { finished } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { EnrolledDevice } from '../store/device.ts';
import { createTokenBuckets } from './token-buckets.ts';

/**
 * Strangers at one address. What a known tablet sends is given back, so any number of them may stand behind
 * one address; files of the tablet cost little, as a checkpoint updates all its tablets at once.
 */
const addressRule = { burst: 3000, perSecond: 50 };
const fileCost = 0.1;

/** One tablet. A push carries up to 500 entries: a day's backlog is a few dozen requests. */
const deviceRule = { burst: 600, perSecond: 10 };

/** Requests of one tablet that may be arriving at once, however slowly; a tablet makes one or two. */
const deviceAtOnce = 8;

/** Declarations from one address: whole districts of telephones may stand behind one. */
const declareRule = { burst: 300, perSecond: 2 };

/** One key of the open data: a page after the other, or a few streams. */
const readerRule = { burst: 60, perSecond: 2 };

/** About 10 MB at the most. */
const mostKeys = 50_000;

/** Thrown where it is known who asks: answered like a busy server, which a tablet understands. */
export class ToldToWait extends Error {
  readonly seconds: number;
  constructor(waitMs: number) {
    super('too many requests');
    this.seconds = Math.max(1, Math.ceil(waitMs / 1000));
  }
}

/** Who comes too often is told to wait, before anything is read or reckoned for him. */
export type Door = {
  /** A request arrived. @throws ToldToWait */
  readonly enter: (request: FastifyRequest, isFile: boolean) => void;
  /** This tablet has proven to be the one that asks. @throws ToldToWait */
  readonly recognise: (request: FastifyRequest, device: EnrolledDevice) => void;
  /** Somebody reads the open data by this key. @throws ToldToWait */
  readonly read: (keyId: string) => void;
  /** Somebody declares, or takes back. @returns whole seconds to wait, 0 when it may be now */
  readonly declare: (request: FastifyRequest) => number;
};

/** @param nowMs milliseconds of a clock that nobody sets */
export const createDoor = (nowMs: () => number): Door => {
  const addresses = createTokenBuckets(addressRule, mostKeys);
  const devices = createTokenBuckets(deviceRule, mostKeys);
  const declaring = createTokenBuckets(declareRule, mostKeys);
  const reading = createTokenBuckets(readerRule, mostKeys);
  const underWay = new Map<string, number>();

  const leave = (deviceId: string): void => {
    const left = (underWay.get(deviceId) ?? 1) - 1;
    if (left === 0) underWay.delete(deviceId);
    else underWay.set(deviceId, left);
  };

  return {
    enter: ({ ip }, isFile) => {
      if (isThisMachine(ip)) return;
      const waitMs = addresses.take(addressKey(ip), isFile ? fileCost : 1, nowMs());
      if (waitMs > 0) throw new ToldToWait(waitMs);
    },
    recognise: (request, { deviceId }) => {
      if (isThisMachine(request.ip)) return;
      const waitMs = devices.take(deviceId, 1, nowMs());
      if (waitMs > 0) throw new ToldToWait(waitMs);
      addresses.giveBack(addressKey(request.ip), 1, nowMs());
      if (request.method === 'GET' || request.raw.readableEnded) return;
      const count = underWay.get(deviceId) ?? 0;
      if (count >= deviceAtOnce) throw new ToldToWait(1000);
      underWay.set(deviceId, count + 1);
      finished(request.raw, { writable: false }, () => leave(deviceId));
    },
    read: (keyId) => {
      const waitMs = reading.take(keyId, 1, nowMs());
      if (waitMs > 0) throw new ToldToWait(waitMs);
    },
    declare: ({ ip }) =>
      isThisMachine(ip) ? 0 : Math.ceil(declaring.take(addressKey(ip), 1, nowMs()) / 1000),
  };
};

/**
 * Who is on the server's own machine is already past every wall. A proxy there names whom it speaks for, and
 * is believed.
 */
const isThisMachine = (ip: string): boolean =>
  ip === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(ip);

/** A household or a handset has a whole /64 of IPv6 (RFC 6177). */
export const addressKey = (ip: string): string => {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(ip)) return ip;
  const [head = '', tail] = ip.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  const groups = tail === undefined ? front : [...front, ...gap, ...back];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
};
