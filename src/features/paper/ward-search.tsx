import { useState, type KeyboardEvent, type Ref } from 'react';
import { formatPlace } from '#domain/places/format-address.ts';
import type { Place, PlacesIndex } from '#domain/places/place.ts';
import { searchPlaces } from '#domain/places/search-places.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './field-row.module.css';

type WardSearchProps = {
  id: string;
  line: Ref<HTMLInputElement>;
  places: PlacesIndex | null;
  /** What was typed before and not picked. */
  typed: string;
  describedBy: string;
  onType: (text: string) => void;
  onPick: (place: Place) => void;
};

const suggestionLimit = 5;

/** The line that finds a ward. What is found lies over the fields below and moves none of them. */
export const WardSearch = (props: WardSearchProps) => {
  const say = useWords();
  const { id, line, places, typed, describedBy, onType, onPick } = props;
  const [searching, setSearching] = useState(false);
  const [active, setActive] = useState(0);
  const query = typed.trim();
  const found =
    places && searching && query !== '' ? searchPlaces(places, query, suggestionLimit) : [];

  const pick = (index: number) => {
    const place = found[index];
    if (place) onPick(place);
  };
  const steer = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || found.length === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : found.length - 1;
      setActive((active + step) % found.length);
    }
    if (event.key === 'Escape') setSearching(false);
    if (event.key === 'Enter' && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      pick(active);
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
        aria-activedescendant={found.length > 0 ? `${id}-place-${active}` : undefined}
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
          setActive(0);
          onType(event.currentTarget.value);
        }}
        onKeyDown={steer}
        onBlur={() => setSearching(false)}
      />
      <div
        id={`${id}-places`}
        role="listbox"
        aria-label={say('paper.place.search')}
        className={found.length > 0 ? styles.suggestions : ''}
      >
        {found.map((place, index) => (
          <button
            key={place.wardCode}
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
          </button>
        ))}
      </div>
      {places && searching && query.length > 2 && found.length === 0 && (
        <p className={`${styles.suggestions} ${styles.none}`}>{say('paper.place.none')}</p>
      )}
    </div>
  );
};
