import type { TabletState } from '#domain/board/tablet-state.ts';

type Battery = { readonly level: number; readonly charging: boolean };
type BatteryNavigator = { readonly getBattery?: () => Promise<Battery> };

const megabyte = 1_000_000;

/** Battery Status API (W3C, Chromium only); absent: this browser does not say. */
const readBattery = async (): Promise<Pick<TabletState, 'battery'>> => {
  const battery = await (navigator as BatteryNavigator).getBattery?.();
  if (battery === undefined) return {};
  return { battery: { percent: Math.round(battery.level * 100), charging: battery.charging } };
};

/** What the browser says; it may promise more than the disk has. */
const readStorage = async (): Promise<Pick<TabletState, 'storage'>> => {
  const { usage, quota } = await navigator.storage.estimate();
  if (usage === undefined || quota === undefined) return {};
  const inMegabytes = (bytes: number): number => Math.floor(bytes / megabyte);
  return { storage: { usedMb: inMegabytes(usage), quotaMb: inMegabytes(quota) } };
};

/** Battery and storage, as far as this browser tells them. Never throws: nothing waits for it. */
export const readMachine = async (): Promise<Pick<TabletState, 'battery' | 'storage'>> => {
  const parts = await Promise.allSettled([readBattery(), readStorage()]);
  return Object.assign({}, ...parts.map((part) => (part.status === 'fulfilled' ? part.value : {})));
};
