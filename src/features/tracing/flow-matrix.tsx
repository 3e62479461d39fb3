import { useState } from 'react';
import { failureCode } from '#protocol/call-failure.ts';
import type { TraceFlowResponse } from '#protocol/tracing.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import styles from './crossings.module.css';
import frame from './trace-screen.module.css';

const spanMs = 3 * 86_400_000;
/** A table with more is read by nobody. */
const mostUnits = 12;

type Flows = TraceFlowResponse['flows'];

/** The units that most people went between, each once. */
const busiest = (flows: Flows): string[] => {
  const people = new Map<string, number>();
  for (const { fromUnitId, toUnitId, people: count } of flows) {
    for (const id of [fromUnitId, toUnitId]) people.set(id, (people.get(id) ?? 0) + count);
  }
  return [...people]
    .toSorted(([one, some], [other, others]) => others - some || (one < other ? -1 : 1))
    .slice(0, mostUnits)
    .map(([unitId]) => unitId);
};

/** From which unit people went on to which, as a table whose darker cells are more people. */
export const FlowMatrix = ({ nameOf }: { nameOf: (unitId: string) => string }) => {
  const say = useWords();
  const { tablet, transport } = useServices();
  const [flows, setFlows] = useState<Flows | null>(null);
  const [trouble, setTrouble] = useState<FetchFailure['code'] | null>(null);
  const ask = async () => {
    const throughMs = tablet.clock.wallMs();
    const answer = await transport.traceFlow({ fromMs: throughMs - spanMs, throughMs });
    setTrouble(answer.ok ? null : failureCode(answer.error));
    if (answer.ok) setFlows(answer.value.flows);
  };
  const units = busiest(flows ?? []);
  const most = flows?.[0]?.people ?? 1;
  const between = (from: string, to: string) =>
    flows?.find(({ fromUnitId, toUnitId }) => fromUnitId === from && toUnitId === to)?.people ?? 0;
  return (
    <section className={styles.flow} aria-label={say('trace.flow')}>
      <h2>{say('trace.flow')}</h2>
      <p className={frame.soft}>{say('trace.flow.text')}</p>
      {flows === null && <Button onClick={() => void ask()}>{say('trace.flow.show')}</Button>}
      {trouble !== null && <Note tone="alert">{say(trouble)}</Note>}
      {flows?.length === 0 && <p>{say('trace.flow.none')}</p>}
      {units.length > 0 && (
        <div className={frame.wide}>
          <table className={`${frame.table} ${styles.matrix} numbers`}>
            <thead>
              <tr>
                <th scope="col">
                  {say('trace.flow.from')} ↓ {say('trace.flow.to')} →
                </th>
                {units.map((to) => (
                  <th key={to} scope="col">
                    {nameOf(to)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {units.map((from) => (
                <tr key={from}>
                  <th scope="row">{nameOf(from)}</th>
                  {units.map((to) => {
                    const people = between(from, to);
                    const share = Math.round((people / most) * 60);
                    return (
                      <td
                        key={to}
                        style={{
                          background: `color-mix(in srgb, var(--verdict-hold) ${share}%, var(--surface))`,
                        }}
                      >
                        {people === 0 ? '' : people}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};
