import type { Address } from '../declaration/address.ts';
import type { PlacesIndex } from './place.ts';

/** "Phường Đống Đa, Hà Nội"; the bare code when the ward is not known to this build. */
export const formatPlace = (index: PlacesIndex | null, wardCode: string): string => {
  const place = index?.placeByWard.get(wardCode);
  return place ? `${place.wardName}, ${place.provinceName}` : wardCode;
};

export const formatAddress = (index: PlacesIndex | null, address: Address): string =>
  address.unitSet === 'text'
    ? address.detail
    : [address.detail, formatPlace(index, address.wardCode)].filter(Boolean).join(', ');
