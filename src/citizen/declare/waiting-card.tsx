/** @jsxImportSource preact */
import { initialsOf } from './initials.ts';
import { declareWords } from './declare-words.ts';
import type { Waiting } from './kept.ts';
import type { Delivery } from './use-sending.ts';

type WaitingCardProps = {
  waiting: Waiting;
  delivery: Delivery;
  onEdit: () => void;
};

/** A declaration that has no code yet: where it is, and that nothing is lost. */
export const WaitingCard = ({ waiting, delivery, onEdit }: WaitingCardProps) => {
  const say = declareWords.useSay();
  const { fullName } = waiting.input;
  const initials = initialsOf(typeof fullName === 'string' ? fullName : '');
  const words = () => {
    if (waiting.refused !== null) {
      // Refusals are kept by their code, which always has words.
      return say('citizen.refused', { why: say(waiting.refused as Parameters<typeof say>[0]) });
    }
    if (delivery.kind === 'offline') return say('citizen.offline');
    if (delivery.kind === 'busy') return say('citizen.busy', { seconds: delivery.seconds });
    return say('citizen.working');
  };
  return (
    <section class="note waiting" role="status">
      <h1>{waiting.refused === null ? say('citizen.waiting') : initials}</h1>
      {waiting.refused === null && <p class="whose">{initials}</p>}
      <p>{words()}</p>
      {waiting.refused !== null && (
        <button type="button" class="action" onClick={onEdit}>
          {say('citizen.edit-again')}
        </button>
      )}
    </section>
  );
};
