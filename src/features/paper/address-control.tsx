import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { AddressInput } from '#domain/declaration/form.ts';
import { isAnswered } from '#domain/declaration/read-answer.ts';
import { formatPlace } from '#domain/places/format-address.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { usePlaces } from '../use-places.ts';
import styles from './field-row.module.css';
import { WardSearch } from './ward-search.tsx';

type AddressControlProps = {
  id: string;
  value: AddressInput | undefined;
  likeness: AddressInput | undefined;
  /** How often each ward was named lately, by ward code. */
  uses: ReadonlyMap<string, number>;
  /** The whole of it is proposed beside it: the ward alone is not offered as well. */
  isProposed: boolean;
  describedBy: string;
  onAnswer: (value: AddressInput) => void;
  onType: (typed: Partial<AddressInput>) => void;
  onAdvance: (from: Element) => void;
};

const detailOf = (value: AddressInput | undefined): string => value?.detail ?? '';

/** A place: ward by a few letters without diacritics, then house and street in words. */
export const AddressControl = (props: AddressControlProps) => {
  const say = useWords();
  const places = usePlaces();
  const { id, value, likeness, isProposed, describedBy, onAnswer, onType, onAdvance } = props;
  const [copies, setCopies] = useState(0);
  const detail = useRef<HTMLInputElement>(null);
  const ward = useRef<HTMLInputElement>(null);
  // It stands there before the names are read, or the line of the search would take the focus with it.
  const picked =
    value?.wardCode === undefined ? null : places ? formatPlace(places, value.wardCode) : '…';

  const clear = () => {
    // The ward's line takes the place of the button, and the focus goes with it.
    flushSync(() => onAnswer({ detail: detailOf(value) }));
    ward.current?.focus();
  };

  return (
    <div className={styles.address}>
      {picked ? (
        <div className={styles.picked}>
          <strong>{picked}</strong>
          <Button
            tone="quiet"
            aria-label={say('paper.place.clear', { place: picked })}
            onClick={clear}
          >
            <X aria-hidden="true" />
          </Button>
        </div>
      ) : (
        <WardSearch
          key={copies}
          id={id}
          line={ward}
          places={places}
          uses={props.uses}
          typed={value?.ward ?? ''}
          printed={!isProposed && detailOf(value).includes(',') ? detailOf(value) : ''}
          describedBy={describedBy}
          onType={(text) => onType({ ward: text })}
          onPick={({ provinceCode, wardCode }, rest = detailOf(value)) => {
            flushSync(() => {
              onAnswer({ provinceCode, wardCode, detail: rest });
              if (rest !== detailOf(value)) setCopies(copies + 1);
            });
            detail.current?.focus();
          }}
        />
      )}
      <input
        key={`detail-${copies}`}
        ref={detail}
        type="text"
        className={styles.line}
        aria-label={say('paper.place.detail')}
        placeholder={say('paper.place.detail')}
        defaultValue={detailOf(value)}
        autoComplete="off"
        spellCheck={false}
        lang="vi"
        enterKeyHint="next"
        onInput={(event) => onType({ detail: event.currentTarget.value })}
      />
      {likeness && !isAnswered(value) && (
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
