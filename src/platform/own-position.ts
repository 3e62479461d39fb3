import { toPosition, type Position } from '#domain/unit/position.ts';

export type MeasuredPosition = { readonly position: Position; readonly accuracyM: number };

/** Why there is none: not allowed, not to be had here, or not in time. */
export type PositionTrouble = 'position/not-allowed' | 'position/not-found';

/** Under trees and between houses a receiver takes its time. */
const patienceMs = 20_000;

/** Where this device is. The browser asks whoever holds it, the first time. */
export const readOwnPosition = (): Promise<MeasuredPosition | PositionTrouble> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) {
      resolve('position/not-found');
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const position = toPosition(coords.latitude, coords.longitude);
        const accuracyM = Math.min(100_000, Math.max(0, Math.round(coords.accuracy)));
        resolve(position === null ? 'position/not-found' : { position, accuracyM });
      },
      ({ code, PERMISSION_DENIED }) =>
        resolve(code === PERMISSION_DENIED ? 'position/not-allowed' : 'position/not-found'),
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 0 },
    );
  });
