import { useInsertionEffect, useRef, useState } from 'react';

type Deeds = Readonly<Record<string, (...given: never[]) => unknown>>;

/** Deeds that stay the same from drawing to drawing and do what the last drawing says, so that what they are handed to need not be drawn anew. */
export const useSteady = <Given extends Deeds>(deeds: Given): Given => {
  const latest = useRef(deeds);
  useInsertionEffect(() => {
    latest.current = deeds;
  });
  const [steady] = useState(() => {
    const forward = (name: keyof Given) => [
      name,
      (...given: never[]) => latest.current[name]?.(...given),
    ];
    return Object.fromEntries(Object.keys(deeds).map(forward)) as Given;
  });
  return steady;
};
