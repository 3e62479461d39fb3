import { storageMarkerSchema, type StorageMarker } from '#domain/log/storage-marker.ts';

/** A second place than the database, in which the tablet remembers what it had. */
export type Tripwire = {
  readonly read: () => StorageMarker | null;
  /** @param marker null forgets: the loss was reported, or there is nothing to lose */
  readonly write: (marker: StorageMarker | null) => void;
};

const key = 'chot-storage-marker';

/**
 * The marker in `localStorage`, and in this page's memory: both places of the origin may be wiped together
 * while the page lives. Where the browser refuses, only the memory is left.
 */
export const createTripwire = (
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): Tripwire => {
  let remembered: StorageMarker | null = null;
  const stored = (): StorageMarker | null => {
    try {
      const parsed = storageMarkerSchema.safeParse(JSON.parse(storage.getItem(key) ?? 'null'));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  };
  return {
    read: () => stored() ?? remembered,
    write: (marker) => {
      remembered = marker;
      try {
        if (marker === null) storage.removeItem(key);
        else storage.setItem(key, JSON.stringify(marker));
      } catch {
        // A full or forbidden second place is no reason to keep nothing in the first.
      }
    },
  };
};
