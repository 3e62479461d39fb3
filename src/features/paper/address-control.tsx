import { X } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { AddressInput } from '#domain/declaration/form.ts';
import { formatPlace } from '#domain/places/format-address.ts';
import { searchPlaces } from '#domain/places/search-places.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { usePlaces } from '../use-places.ts';
import styles from './field-row.module.css';

type AddressControlProps = {
  id: string;
  value: AddressInput | undefined;
  likeness: AddressInput | undefined;
  describedBy: string;
  onAnswer: (value: AddressInput) => void;
  onAdvance: (from: Element) => void;
};

const suggestionLimit = 5;

/** A place: ward by a few letters without diacritics, then house and street in words. */
export const AddressControl = (props: AddressControlProps) => {
  const say = useWords();
  const places = usePlaces();
  const { id, value, likeness, describedBy, onAnswer, onAdvance } = props;
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const [copies, setCopies] = useState(0);
  const detail = useRef<HTMLInputElement>(null);
  const picked = places && value?.wardCode ? formatPlace(places, value.wardCode) : null;
  const found = places && query !== '' ? searchPlaces(places, query, suggestionLimit) : [];

  const pick = (index: number) => {
    const place = found[index];
    if (!place) return;
    onAnswer({
      provinceCode: place.provinceCode,
      wardCode: place.wardCode,
      detail: value?.detail ?? '',
    });
    setQuery('');
    detail.current?.focus();
  };
  const steer = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || found.length === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : found.length - 1;
      setActive((active + step) % found.length);
    }
    if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault();
      event.stopPropagation();
      pick(active);
    }
  };

  return (
    <div className={styles.address}>
      {picked ? (
        <div className={styles.picked}>
          <strong>{picked}</strong>
          <Button
            tone="quiet"
            aria-label={say('paper.place.clear', { place: picked })}
            onClick={() => onAnswer({ detail: value?.detail ?? '' })}
          >
            <X aria-hidden="true" />
          </Button>
        </div>
      ) : (
        <>
          <input
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
            autoComplete="off"
            spellCheck={false}
            lang="vi"
            enterKeyHint="next"
            onInput={(event) => {
              setQuery(event.currentTarget.value.trim());
              setActive(0);
            }}
            onKeyDown={steer}
          />
          <div
            id={`${id}-places`}
            role="listbox"
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
                onClick={() => pick(index)}
              >
                {formatPlace(places, place.wardCode)}
              </button>
            ))}
          </div>
          {places && query.length > 2 && found.length === 0 && (
            <p className={styles.soft}>{say('paper.place.none')}</p>
          )}
        </>
      )}
      <input
        key={copies}
        ref={detail}
        type="text"
        className={styles.line}
        aria-label={say('paper.place.detail')}
        placeholder={say('paper.place.detail')}
        defaultValue={value?.detail ?? ''}
        autoComplete="off"
        spellCheck={false}
        lang="vi"
        enterKeyHint="next"
        onInput={(event) => onAnswer({ ...value, detail: event.currentTarget.value })}
      />
      {likeness && !value && (
        <Button
          onClick={(event) => {
            onAnswer(likeness);
            setCopies(copies + 1);
            onAdvance(event.currentTarget);
          }}
        >
          {say('paper.same-as-permanent')}
        </Button>
      )}
    </div>
  );
};
