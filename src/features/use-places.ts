import { useEffect, useState } from 'react';
import type { PlacesIndex } from '#domain/places/place.ts';
import { indexPlaces } from '#domain/places/search-places.ts';

let loading: Promise<PlacesIndex> | null = null;
/** Once they are there, whoever names a place has them with its first drawing. */
let loaded: PlacesIndex | null = null;

const loadPlaces = (): Promise<PlacesIndex> => {
  loading ??= import('virtual:places-asset').then(({ places, formerUnits }) => {
    loaded = indexPlaces(places, formerUnits);
    return loaded;
  });
  return loading;
};

/** The units of administration, loaded once and only by the screens that name places. */
export const usePlaces = (): PlacesIndex | null => {
  const [places, setPlaces] = useState(loaded);
  useEffect(() => {
    if (places !== null) return;
    let current = true;
    void loadPlaces().then((index) => {
      if (current) setPlaces(index);
    });
    return () => {
      current = false;
    };
  }, [places]);
  return places;
};
