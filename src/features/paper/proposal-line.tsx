import type { FieldDefinition, FieldInput } from '#domain/declaration/form.ts';
import type { Proposal } from '#domain/declaration/propose-answers.ts';
import { formatPlace } from '#domain/places/format-address.ts';
import type { PlacesIndex } from '#domain/places/place.ts';
import { useWords, type Say } from '../../i18n/use-words.ts';
import type { WordKey } from '../../i18n/words.ts';
import { usePlaces } from '../use-places.ts';
import styles from './proposal-line.module.css';

const wordsOf = (
  say: Say,
  places: PlacesIndex | null,
  { control }: FieldDefinition,
  value: FieldInput,
): string => {
  if (typeof value === 'string') {
    return control.kind === 'one-of' ? say(`answer.${control.list}.${value}` as WordKey) : value;
  }
  if (!('detail' in value)) return value.join(', ');
  const ward = value.wardCode === undefined ? '' : formatPlace(places, value.wardCode);
  return [value.detail, ward].filter(Boolean).join(', ');
};

type ProposalLineProps = {
  field: FieldDefinition;
  proposal: Proposal;
  onTake: () => void;
};

/** An answer nobody has given yet: what it would be, where it is from, and the key that takes it. */
export const ProposalLine = ({ field, proposal, onTake }: ProposalLineProps) => {
  const say = useWords();
  const places = usePlaces();
  return (
    <button type="button" tabIndex={-1} className={styles.proposal} onClick={onTake}>
      <kbd>{'Enter'}</kbd>
      <span>
        <strong>{wordsOf(say, places, field, proposal.value)}</strong>{' '}
        <small>{say(`paper.proposed.${proposal.source}`)}</small>
      </span>
    </button>
  );
};
