/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AddressInput } from '#domain/declaration/form.ts';
import type { FoundPlace } from '#domain/places/place.ts';
import { declareWords } from './declare-words.ts';

type PlaceLinesProps = {
  id: string;
  value: AddressInput | undefined;
  describedBy: string;
  onAnswer: (value: AddressInput) => void;
};

type Find = (query: string) => readonly FoundPlace[];

/** The places are large: they come once somebody is about to name one. */
const useFind = (): Find | null => {
  const [find, setFind] = useState<{ find: Find } | null>(null);
  useEffect(() => {
    let isHere = true;
    import('./find-places.ts').then(
      ({ findPlaces }) => {
        if (isHere) setFind({ find: findPlaces });
      },
      // No line and not kept yet: what is typed is taken as it stands.
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, []);
  return find?.find ?? null;
};

/** A place: its ward by a few letters, then house and street in words. */
export const PlaceLines = ({ id, value, describedBy, onAnswer }: PlaceLinesProps) => {
  const say = declareWords.useSay();
  const find = useFind();
  const detail = useRef<HTMLInputElement>(null);
  const ward = useRef<HTMLInputElement>(null);
  const [isSearching, setSearching] = useState(false);
  const typed = value?.ward ?? '';
  const isPicked = value?.wardCode !== undefined;
  const query = typed.trim();
  const found = isSearching && !isPicked && query.length > 1 ? (find?.(query) ?? []) : [];
  const isNowhere =
    isSearching && !isPicked && find !== null && query.length > 3 && found.length === 0;

  const pick = ({ wardCode, provinceCode, wardName, provinceName }: FoundPlace) => {
    setSearching(false);
    onAnswer({
      wardCode,
      provinceCode,
      ward: `${wardName}, ${provinceName}`,
      detail: value?.detail ?? '',
    });
    detail.current?.focus();
  };

  return (
    <div class="place">
      {isPicked ? (
        <div class="picked">
          <strong>{typed}</strong>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              onAnswer({ detail: value?.detail ?? '' });
              requestAnimationFrame(() => ward.current?.focus());
            }}
          >
            {say('citizen.place.change')}
          </button>
        </div>
      ) : (
        <>
          <label class="under" for={id}>
            {say('citizen.place.ward')}
          </label>
          <input
            ref={ward}
            id={id}
            class="line"
            type="text"
            role="combobox"
            aria-expanded={found.length > 0}
            aria-controls={`${id}-found`}
            aria-describedby={describedBy}
            autoComplete="off"
            maxLength={120}
            placeholder={say('citizen.place.ward.hint')}
            value={typed}
            onFocus={() => setSearching(true)}
            onInput={(event) => {
              setSearching(true);
              onAnswer({ detail: value?.detail ?? '', ward: event.currentTarget.value });
            }}
          />
          <ul
            id={`${id}-found`}
            class="found"
            role="listbox"
            aria-label={say('citizen.place.ward')}
          >
            {found.map((place) => (
              <li key={`${place.wardCode}${place.former ?? ''}`} role="presentation">
                <button
                  type="button"
                  role="option"
                  aria-selected="false"
                  onClick={() => pick(place)}
                >
                  {place.wardName}, {place.provinceName}
                  {place.former && (
                    <small>
                      {say(place.heirs > 1 ? 'citizen.place.part-of' : 'citizen.place.former', {
                        place: place.former,
                      })}
                    </small>
                  )}
                </button>
              </li>
            ))}
          </ul>
          <p class="visually-hidden" role="status">
            {found.length > 0 ? say('citizen.place.found', { count: found.length }) : ''}
          </p>
          {isNowhere && <p class="hint">{say('citizen.place.none')}</p>}
        </>
      )}
      <label class="under" for={`${id}-detail`}>
        {say('citizen.place.detail')}
      </label>
      <input
        ref={detail}
        id={`${id}-detail`}
        class="line"
        type="text"
        aria-describedby={describedBy}
        autoComplete="off"
        maxLength={120}
        value={value?.detail ?? ''}
        onInput={(event) => onAnswer({ ...value, detail: event.currentTarget.value })}
      />
    </div>
  );
};
