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

/**
 * Units as they were until June 2025 and the wards that took their ground:
 * [province, [district, [ward, ...new ward codes][]][]].
 */
export type FormerUnits = readonly (readonly [
  string,
  readonly (readonly [string, readonly (readonly [string, ...string[]])[]])[],
])[];

/** A name by which a ward is found: its own, or that of a unit which is no more. */
export type IndexedPlace = Place & {
  /** The ward's name folded, without "phường", "xã". */
  readonly folded: string;
  /** Every folded word that may be typed: ward, kind of unit, district, province. */
  readonly words: readonly string[];
  /** The folded words of ward, district and province, for short forms such as "lhdd". */
  readonly parts: readonly (readonly string[])[];
  /** What its words begin with, and all their letters: most names are ruled out by these alone. */
  readonly firsts: number;
  readonly letters: number;
  /** "Phường Láng Hạ, Quận Đống Đa": the unit that is no more, when it is found by that. */
  readonly former?: string;
  /** Into how many wards that unit was divided. */
  readonly heirs: number;
};

export type FoundPlace = Place & Pick<IndexedPlace, 'former' | 'heirs'>;

export type PlacesIndex = {
  /** For searching; prepared at the first call, in some ten milliseconds. */
  readonly names: () => readonly IndexedPlace[];
  readonly placeByWard: ReadonlyMap<string, Place>;
};

/** What makes a place likely before a letter is typed. */
export type Nearness = {
  readonly homeProvince: string;
  readonly neighbours: readonly string[];
  /** How often a ward was used today and yesterday on this tablet. */
  readonly uses: ReadonlyMap<string, number>;
};
