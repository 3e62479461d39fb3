import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { formatPlace } from '#domain/places/format-address.ts';
import { findPrinted } from '#domain/places/find-printed.ts';
import type { FoundPlace, Place, PlacesIndex } from '#domain/places/place.ts';
import { aroundHanoi, searchPlaces } from '#domain/places/search-places.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './field-row.module.css';

type WardSearchProps = {
  id: string;
  line: Ref<HTMLInputElement>;
  places: PlacesIndex | null;
  /** How often each ward was named lately, by ward code. */
  uses: ReadonlyMap<string, number>;
  /** What was typed before and not picked. */
  typed: string;
  /** An address in words, as a card has it. */
  printed: string;
  describedBy: string;
  onType: (text: string) => void;
  /** @param detail house and street, where the ward was found in `printed` */
  onPick: (place: Place, detail?: string) => void;
};

const suggestionLimit = 5;

/** The line that finds a ward. What is found lies over the fields below and moves none of them. */
export const WardSearch = (props: WardSearchProps) => {
  const say = useWords();
  const { id, line, places, uses, typed, printed, describedBy, onType, onPick } = props;
  const [searching, setSearching] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const query = typed.trim();
  const inPrint = useMemo(
    () =>
      places && searching && query === '' && printed !== '' ? findPrinted(places, printed) : null,
    [places, searching, query, printed],
  );
  const found: readonly FoundPlace[] = useMemo(
    () =>
      places && searching && query !== ''
        ? searchPlaces(places, query, suggestionLimit, { ...aroundHanoi, uses })
        : (inPrint?.places ?? []),
    [places, searching, query, uses, inPrint],
  );
  const list = useRef<HTMLDivElement>(null);
  const isOffering = found.length > 0;
  useEffect(() => {
    // On a phone the line may stand at the foot of what is seen.
    if (isOffering) list.current?.scrollIntoView({ block: 'nearest' });
  }, [isOffering]);
  // A unit that was divided has no likeliest heir: the officer points at one.
  const isUnsure = (found[0]?.heirs ?? 1) > 1 || (inPrint !== null && found.length > 1);
  const active = chosen ?? (isUnsure ? null : 0);

  const pick = (index: number) => {
    const place = found[index];
    if (!place || !places) return;
    // Found in the printed address or typed beside it: what names the ward there is not house and street.
    const meant = findPrinted(places, printed);
    const isPrinted = meant.places.some(({ wardCode }) => wardCode === place.wardCode);
    onPick(place, isPrinted ? meant.detail : undefined);
  };
  const steer = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || found.length === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : found.length - 1;
      const from = active ?? (event.key === 'ArrowDown' ? -1 : 0);
      setChosen((from + step + found.length) % found.length);
    }
    if (event.key === 'Escape') setSearching(false);
    if (event.key === 'Enter' && !event.ctrlKey && !event.shiftKey) {
      if (inPrint && active === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (active !== null) pick(active);
    }
  };

  return (
    <div className={styles.ward}>
      <input
        ref={line}
        id={id}
        type="text"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-places`}
        aria-activedescendant={
          active !== null && found.length > 0 ? `${id}-place-${active}` : undefined
        }
        aria-describedby={describedBy}
        aria-label={say('paper.place.search')}
        className={styles.line}
        placeholder={say('paper.place.search')}
        defaultValue={typed}
        autoComplete="off"
        spellCheck={false}
        lang="vi"
        enterKeyHint="next"
        onInput={(event) => {
          setSearching(true);
          setChosen(null);
          onType(event.currentTarget.value);
        }}
        onKeyDown={steer}
        onFocus={() => {
          // The names are ready before the first letter.
          places?.names();
          setSearching(printed !== '');
        }}
        onBlur={() => setSearching(false)}
      />
      <div
        ref={list}
        id={`${id}-places`}
        role="listbox"
        aria-label={say('paper.place.search')}
        className={found.length > 0 ? styles.suggestions : ''}
      >
        {found.map((place, index) => (
          <button
            key={`${place.wardCode} ${place.former ?? ''}`}
            id={`${id}-place-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.suggestion}
            // The line keeps the focus until the press has become a choice.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(index)}
          >
            {formatPlace(places, place.wardCode)}
            {place.former !== undefined && (
              <small className={styles.former}>
                {say(place.heirs > 1 ? 'paper.place.part-of' : 'paper.place.former', {
                  place: place.former,
                })}
              </small>
            )}
          </button>
        ))}
      </div>
      {places && searching && query.length > 2 && found.length === 0 && (
        <p className={`${styles.suggestions} ${styles.none}`}>{say('paper.place.none')}</p>
      )}
    </div>
  );
};
