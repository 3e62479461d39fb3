import { confirmLoss } from '../actions/confirm-loss.ts';
import { useServices } from '../features/services.ts';
import { useLiveQuery } from '../features/use-live-query.ts';
import { formatMoment } from '../i18n/format.ts';
import { useWords } from '../i18n/use-words.ts';
import { readUnreadLosses } from '../store/read-losses.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { useNow } from '../ui/use-now.ts';

/** Above everything, until somebody says that the supervisor was told. */
export const LossNote = () => {
  const say = useWords();
  const { tablet } = useServices();
  const nowMs = useNow(60_000);
  const losses = useLiveQuery(tablet.db, (live) => readUnreadLosses(live));
  return losses?.map(({ incidentId, code, count = 0, wallMs }) => (
    <Note key={incidentId} tone="alert">
      <p>
        <strong>
          {say(code === 'storage/lost' ? 'loss.storage' : 'loss.rows', {
            time: formatMoment(wallMs, nowMs),
          })}
        </strong>
      </p>
      <p>{count === 0 ? say('loss.none') : say('loss.count', { count })}</p>
      <Button onClick={() => void confirmLoss(tablet, incidentId)}>{say('loss.told')}</Button>
    </Note>
  ));
};
