import { useEffect, useState } from 'react';
import type { PlacesIndex } from '#domain/places/place.ts';
import { indexPlaces } from '#domain/places/search-places.ts';

let loading: Promise<PlacesIndex> | null = null;

const loadPlaces = (): Promise<PlacesIndex> => {
  loading ??= import('virtual:places-asset').then(({ places, formerUnits }) =>
    indexPlaces(places, formerUnits),
  );
  return loading;
};

/** The units of administration, loaded once and only by the screens that name places. */
export const usePlaces = (): PlacesIndex | null => {
  const [places, setPlaces] = useState<PlacesIndex | null>(null);
  useEffect(() => {
    let current = true;
    void loadPlaces().then((index) => {
      if (current) setPlaces(index);
    });
    return () => {
      current = false;
    };
  }, []);
  return places;
};
