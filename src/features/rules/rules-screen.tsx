import { useState } from 'react';
import { checkRuleSet } from '#domain/verdict/check-rule-set.ts';
import { defaultRules } from '#domain/verdict/default-rules.ts';
import { ruleSetAt, type Rule } from '#domain/verdict/rule-set.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readUnits } from '../../store/read-units.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { AddRule } from './add-rule.tsx';
import { PreviewResult } from './preview-result.tsx';
import { RuleLine } from './rule-line.tsx';
import styles from './rules-screen.module.css';
import { useRuleDesk } from './use-rule-desk.ts';

/** Each after the one before, with room between. */
const inOrder = (rules: readonly Rule[]): Rule[] =>
  rules.map((rule, index) => ({ ...rule, priority: (index + 1) * 10 }));

const moved = (rules: readonly Rule[], from: number, step: 1 | -1): Rule[] => {
  const [one, other] = [rules[from], rules[from + step]];
  return one && other ? inOrder(rules.with(from, other).with(from + step, one)) : [...rules];
};

/** The command post writes rules in words, tries them on who passed, and publishes them. */
export const RulesScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  const desk = useRuleDesk();
  // What the server has published just now is not later than now.
  const nowMs = Math.max(useNow(30_000), desk.published?.[0]?.publishedAtMs ?? 0);
  const units = useLiveQuery(tablet.db, (live) => readUnits(live), [], []);
  const [edited, setEdited] = useState<readonly Rule[] | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  const [unitId, setUnitId] = useState<string | null>(null);
  const [at, setAt] = useState('');
  const unitName = (id: string) => units.find((unit) => unit.unitId === id)?.name ?? id;

  const sets = (desk.published ?? []).map(({ ruleSet }) => ruleSet);
  const current = ruleSetAt(sets, nowMs, defaultRules);
  const newest = sets[0] ?? defaultRules;
  const listed = newest.rules.toSorted((one, other) => one.priority - other.priority);
  const rules = edited ?? listed;
  const checked = checkRuleSet({ ...defaultRules, rules });
  const isTried = desk.preview !== null && desk.preview.of === edited;
  const change = (next: readonly Rule[]) => setEdited(next);
  const publish = () => {
    if (edited === null) return;
    desk.publish(edited, at === '' ? 0 : new Date(at).getTime(), () => setEdited(null));
  };

  // What was published is the ground that is built on: nothing is edited before it is there.
  if (desk.published === null) {
    return (
      <section className={styles.rules}>
        <h1>{say('rules.title')}</h1>
        {desk.trouble === null ? (
          <p>{say('rules.reading')}</p>
        ) : (
          <>
            <Note tone="alert">{say(desk.trouble)}</Note>
            <Button onClick={desk.again}>{say('rules.read-again')}</Button>
          </>
        )}
      </section>
    );
  }
  return (
    <section className={styles.rules}>
      <h1>{say('rules.title')}</h1>
      <p className={styles.soft}>{say('rules.text')}</p>
      <p>
        {say('rules.now', {
          which: say(current.number === 0 ? 'rules.first' : 'rules.in-force', {
            number: current.number,
          }),
          time: current.number === 0 ? '–' : formatMoment(current.effectiveAtMs, nowMs),
        })}
        {newest.number > current.number &&
          ` · ${say('rules.next', {
            number: newest.number,
            time: formatMoment(newest.effectiveAtMs, nowMs),
          })}`}
      </p>
      <ol className={styles.list}>
        {rules.map((rule, index) => (
          <RuleLine
            key={rule.ruleId}
            rule={rule}
            unitName={unitName}
            isFirst={index === 0}
            isLast={index === rules.length - 1}
            onChange={(next) => change(rules.with(index, next))}
            onMove={(step) => change(moved(rules, index, step))}
            onRemove={() => change(inOrder(rules.toSpliced(index, 1)))}
          />
        ))}
      </ol>
      {isAdding ? (
        <AddRule
          units={units}
          onClose={() => setIsAdding(false)}
          onAdd={(rule) => {
            const ruleId = `own-${crypto.randomUUID().slice(0, 8)}`;
            change(inOrder([...rules, { ...rule, ruleId, priority: 1 }]));
          }}
        />
      ) : (
        <Button onClick={() => setIsAdding(true)}>{say('rules.add')}</Button>
      )}
      <div aria-live="polite" className={styles.answer}>
        {!checked.ok && <Note tone="alert">{say(checked.error.code)}</Note>}
        {desk.trouble !== null &&
          (needsSecondFactor(desk.trouble) ? (
            <SecondFactor onProven={desk.again} />
          ) : (
            <Note tone="alert">{say(desk.trouble)}</Note>
          ))}
        {desk.done !== null && edited === null && (
          <Note>{say('rules.published', { number: desk.done.number })}</Note>
        )}
        {isTried && desk.preview && <PreviewResult preview={desk.preview.said} />}
      </div>
      <div className={styles.do}>
        <label className={styles.field}>
          {say('rules.preview.unit')}
          <select
            value={unitId ?? ''}
            onChange={({ currentTarget }) => setUnitId(currentTarget.value || null)}
          >
            <option value="">{say('rules.preview.city')}</option>
            {units.map((unit) => (
              <option key={unit.unitId} value={unit.unitId}>
                {unit.name}
              </option>
            ))}
          </select>
        </label>
        <Button
          size="lane"
          disabled={!checked.ok || desk.busy}
          onClick={() => {
            const draft = edited ?? [...listed];
            setEdited(draft);
            desk.tryOut(draft, unitId);
          }}
        >
          {say('rules.preview')}
        </Button>
        <label className={styles.field}>
          {say('rules.publish.from')}
          <input
            type="datetime-local"
            value={at}
            aria-label={say('rules.publish.at')}
            onChange={({ currentTarget }) => setAt(currentTarget.value)}
          />
        </label>
        <Button
          tone="action"
          size="lane"
          disabled={!isTried || !checked.ok || desk.busy}
          onClick={publish}
        >
          {say('rules.publish')}
        </Button>
      </div>
    </section>
  );
};
