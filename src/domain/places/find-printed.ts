import type { AddressInput } from '../declaration/form.ts';
import { foldText } from '../core/folded-text.ts';
import type { FoundPlace, PlacesIndex } from './place.ts';
import { searchPlaces } from './search-places.ts';

/** What an address in words, as a card has it, may mean. */
export type PrintedPlace = {
  readonly places: readonly FoundPlace[];
  /** House and street: what stands before the ward. */
  readonly detail: string;
};

const withoutKind = (name: string): string =>
  foldText(name).replace(/^(phuong|xa|dac khu|thi tran|p\.|x\.|tt\.?) *(?=\D)/, '');

/** The name by which it was found, without its kind. */
const bareName = ({ former, wardName }: FoundPlace): string =>
  withoutKind(former?.split(',')[0] ?? wardName);

/** "Láng Hạ, Đống Đa, Hà Nội" has three parts for its ward, an address of today two. */
const longestTail = 3;
const limit = 5;

/**
 * The wards that the end of an address names, by the longest end that names any. Several: the unit was divided, or
 * there is more than one of this name, and a person has to say which.
 */
export const findPrinted = (index: PlacesIndex, address: string): PrintedPlace => {
  const parts = address.split(',').map((part) => part.trim());
  for (let tail = Math.min(longestTail, parts.length); tail > 1; tail -= 1) {
    const places = searchPlaces(index, parts.slice(-tail).join(' '), limit);
    const named = places.filter((place) => bareName(place) === withoutKind(parts.at(-tail) ?? ''));
    const meant = named.length > 0 ? named : places;
    if (meant.length > 0) return { places: meant, detail: parts.slice(0, -tail).join(', ') };
  }
  return { places: [], detail: address };
};

/** The address as it would be answered; null where its words name no ward, or more than one. */
export const tiePrinted = (index: PlacesIndex, address: string): AddressInput | null => {
  const { places, detail } = findPrinted(index, address);
  const [place] = places;
  if (place === undefined || places.length > 1 || place.heirs > 1) return null;
  const { provinceCode, wardCode } = place;
  return { provinceCode, wardCode, detail };
};
