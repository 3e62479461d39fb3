/** Version of package.json, written in by the build. */
declare const __APP_VERSION__: string;

declare module 'virtual:places-asset' {
  import type { PlacesAsset } from '#domain/places/place.ts';
  export const places: PlacesAsset;
}
