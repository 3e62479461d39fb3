/** The units of administration since July 2025, as shipped: pairs and triples to stay small. */
export type PlacesAsset = {
  readonly version: string;
  /** [province code, name] */
  readonly provinces: readonly (readonly [string, string])[];
  /** [ward code, name, province code] */
  readonly wards: readonly (readonly [string, string, string])[];
};

export type Place = {
  readonly wardCode: string;
  readonly provinceCode: string;
  /** "Phường Đống Đa" */
  readonly wardName: string;
  /** "Hà Nội" */
  readonly provinceName: string;
};

/** A place prepared for search. */
export type IndexedPlace = Place & {
  /** The ward's name folded, without "phường", "xã". */
  readonly folded: string;
  /** Every folded word that may be typed: ward, kind of unit, province. */
  readonly words: readonly string[];
};

export type PlacesIndex = {
  readonly places: readonly IndexedPlace[];
  readonly placeByWard: ReadonlyMap<string, Place>;
};
