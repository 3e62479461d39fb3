import type { SettingByKey } from '../store/setting.ts';

const dayBeginsHour = 6;
const nightBeginsHour = 18;

/** The theme to paint: as chosen, or by the hour in Vietnam. */
export const themeAt = (chosen: SettingByKey['theme'], wallMs: number): 'day' | 'night' | 'sun' => {
  if (chosen !== 'auto') return chosen;
  const localHour = (Math.floor(wallMs / 3_600_000) + 7) % 24;
  return localHour >= dayBeginsHour && localHour < nightBeginsHour ? 'day' : 'night';
};
