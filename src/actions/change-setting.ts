import type { LaneDirection } from '../store/rows.ts';
import type { SettingByKey, WrittenExceptions } from '../store/setting.ts';
import { writeSetting } from '../store/settings.ts';
import type { Tablet } from './tablet.ts';

export const changeTheme = ({ db }: Tablet, theme: SettingByKey['theme']): Promise<void> =>
  writeSetting(db, 'theme', theme);

export const changeLanguage = ({ db }: Tablet, language: SettingByKey['language']): Promise<void> =>
  writeSetting(db, 'language', language);

export const changeCamera = ({ db }: Tablet, cameraId: string): Promise<void> =>
  writeSetting(db, 'camera', cameraId);

export const changeSound = ({ db }: Tablet, sound: SettingByKey['sound']): Promise<void> =>
  writeSetting(db, 'sound', sound);

/** What a supervisor types while closing a shift outlives the page. */
export const writeExceptions = (
  { db }: Tablet,
  shiftId: string,
  written: WrittenExceptions,
): Promise<void> => writeSetting(db, `closing:${shiftId}`, written);

/** The lane this tablet stands in: which way the people come whom it records. */
export const changeLaneDirection = async (
  { db }: Tablet,
  laneDirection: LaneDirection,
): Promise<void> => {
  await db.device.update('device', { laneDirection });
};
