import type { Position } from '#domain/unit/position.ts';

export type Place = { readonly x: number; readonly y: number };

/**
 * Lays positions out on a picture of a width, north above and a kilometre as long in every direction; a single
 * place stands in the middle. @returns the height it takes, and where each lies
 */
export const layOut = (
  positions: readonly Position[],
  width: number,
  margin: number,
): { readonly height: number; readonly places: readonly Place[]; readonly kmPerUnit: number } => {
  const lats = positions.map(({ lat }) => lat);
  const lons = positions.map(({ lon }) => lon);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  // A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const across = Math.max((east - west) * squeeze, 0.02);
  const up = Math.max(north - south, 0.02);
  const most = width * 1.1;
  const scale = Math.min((width - 2 * margin) / across, (most - 2 * margin) / up);
  const height = Math.max(width * 0.6, up * scale + 2 * margin);
  const places = positions.map(({ lat, lon }) => ({
    x: width / 2 + (lon - (west + east) / 2) * squeeze * scale,
    y: height / 2 - (lat - (south + north) / 2) * scale,
  }));
  return { height, places, kmPerUnit: 111.2 / scale };
};
