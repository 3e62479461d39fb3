import { formerUnits, places } from 'virtual:places-asset';
import type { FoundPlace } from '#domain/places/place.ts';
import { indexPlaces, searchPlaces } from '#domain/places/search-places.ts';

const index = indexPlaces(places, formerUnits);

/** Wards for what was typed, likeliest first. */
export const findPlaces = (query: string): readonly FoundPlace[] => searchPlaces(index, query, 6);
