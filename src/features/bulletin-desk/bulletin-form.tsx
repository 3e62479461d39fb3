import type { Unit } from '#domain/unit/unit.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { BulletinDraft } from '../../store/setting.ts';
import { Button } from '../../ui/button.tsx';
import { BulletinCard } from '../bulletin-card.tsx';
import { AimPicker } from './aim-picker.tsx';
import styles from './bulletin-desk.module.css';
import { draftToBulletin, instantToField } from './draft-to-bulletin.ts';

const hourMs = 3_600_000;
const spans = [
  { key: 'bulletin-desk.until.hours', count: 6, ms: 6 * hourMs },
  { key: 'bulletin-desk.until.hours', count: 24, ms: 24 * hourMs },
  { key: 'bulletin-desk.until.days', count: 3, ms: 72 * hourMs },
  { key: 'bulletin-desk.until.days', count: 7, ms: 168 * hourMs },
] as const;

/** Where a bulletin is written, beside what an officer will see of it. */
export const BulletinForm = ({
  draft,
  units,
  nowMs,
  busy,
  onChange,
  onSave,
  onSubmit,
  onClear,
}: {
  draft: BulletinDraft;
  units: readonly Unit[];
  nowMs: number;
  busy: boolean;
  onChange: (draft: BulletinDraft) => void;
  onSave: () => void;
  onSubmit: () => void;
  onClear: () => void;
}) => {
  const say = useWords();
  const { title, text, isUrgent, aim, validUntil } = draft;
  const whole = draftToBulletin(draft, nowMs);
  const isBegun = title.trim() !== '' || text.trim() !== '';
  const change = (more: Partial<BulletinDraft>) => onChange({ ...draft, ...more });
  const untilMs = whole?.validUntilMs ?? nowMs + 24 * hourMs;
  return (
    <div className={styles.write}>
      <section className={styles.form} aria-label={say('bulletin-desk.new')}>
        <h2>{say(draft.seen === 0 ? 'bulletin-desk.new' : 'bulletin-desk.edit')}</h2>
        <label className={styles.field}>
          {say('bulletin-desk.headline')}
          <input
            value={title}
            maxLength={120}
            onChange={({ currentTarget }) => change({ title: currentTarget.value })}
          />
        </label>
        <label className={styles.field}>
          {say('bulletin-desk.text')}
          <textarea
            value={text}
            rows={4}
            maxLength={2000}
            onChange={({ currentTarget }) => change({ text: currentTarget.value })}
          />
        </label>
        <div className={styles.choices}>
          <label>
            <input
              type="checkbox"
              checked={isUrgent}
              onChange={({ currentTarget }) => change({ isUrgent: currentTarget.checked })}
            />
            {say('bulletin-desk.urgent')}
          </label>
        </div>
        <AimPicker aim={aim} units={units} onChange={(next) => change({ aim: next })} />
        <div className={styles.until}>
          <label className={styles.field}>
            {say('bulletin-desk.until')}
            <input
              type="datetime-local"
              value={validUntil}
              onChange={({ currentTarget }) => change({ validUntil: currentTarget.value })}
            />
          </label>
          {spans.map(({ key, count, ms }) => (
            <Button
              key={`${key} ${count}`}
              onClick={() => change({ validUntil: instantToField(nowMs + ms) })}
            >
              {say(key, { count })}
            </Button>
          ))}
        </div>
        {isBegun && whole === null && (
          <p className={styles.soft}>{say('bulletin-desk.incomplete')}</p>
        )}
        <div className={styles.do}>
          <Button tone="action" size="lane" disabled={busy || whole === null} onClick={onSubmit}>
            {say('bulletin-desk.submit')}
          </Button>
          <Button size="lane" disabled={busy || whole === null} onClick={onSave}>
            {say('bulletin-desk.save')}
          </Button>
          {isBegun && (
            <Button tone="quiet" size="lane" disabled={busy} onClick={onClear}>
              {say('bulletin-desk.clear')}
            </Button>
          )}
        </div>
      </section>
      <aside className={styles.preview} aria-label={say('bulletin-desk.preview')}>
        <h2>{say('bulletin-desk.preview')}</h2>
        {isBegun ? (
          <BulletinCard
            bulletin={{ title, text, isUrgent, publishedAtMs: nowMs, validUntilMs: untilMs }}
            nowMs={nowMs}
          >
            <span className={styles.shown} aria-hidden="true">
              {say('bulletin.acknowledge')}
            </span>
          </BulletinCard>
        ) : (
          <p className={styles.soft}>{say('bulletin-desk.preview.empty')}</p>
        )}
      </aside>
    </div>
  );
};
