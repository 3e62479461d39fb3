/** Version of package.json, written in by the build. */
declare const __APP_VERSION__: string;
/** False only in the build that a test compares with. */
declare const __SEALING__: boolean;

declare module 'virtual:places-asset' {
  import type { FormerUnits, PlacesAsset } from '#domain/places/place.ts';
  export const places: PlacesAsset;
  export const formerUnits: FormerUnits;
}
