import { build } from 'vite';
import { filledForms, textOf, type FilledForm } from '../support/paper-forms.ts';
import { percentile } from './sync/statistics.ts';
import { installPaperProbe, type PaperProbe } from './paper-probe.ts';
import { openTypedShift } from './typed-shift.ts';

declare const paperProbe: PaperProbe;

const forms = 200;
const few = 10;
const measuredAfter = [few, forms / 2, forms];

/** The form of somebody else: another number and telephone, so that no sheet proposes what one before it said. */
const another = (form: FilledForm, index: number): FilledForm => {
  const end = String(index).padStart(4, '0');
  const other = (key: string): [string, string][] => {
    const written = textOf(form, key);
    return /\d{8}$/.test(written) ? [[key, written.slice(0, -4) + end]] : [];
  };
  return {
    ...form,
    answers: { ...form.answers, ...Object.fromEntries([...other('docNumber'), ...other('phone')]) },
  };
};

const round = (value: number): number => Math.round(value * 10) / 10;

/** A shift of two hundred forms on one page that is never loaded anew: what is slower or larger at its end. */
export const benchPaperShift = async (): Promise<Record<string, number>> => {
  await build({ logLevel: 'warn' });
  const shift = await openTypedShift(forms);
  const { page } = shift;
  const session = await page.context().newCDPSession(page);
  // What other programs take of the processor is not counted.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metric = async (wanted: string): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === wanted)?.value ?? 0;
  };
  const heapMb = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage');
    return (await metric('JSHeapUsedSize')) / 1024 / 1024;
  };
  await page.evaluate(installPaperProbe);
  const heaps: number[] = [];
  const keys: number[][] = [];
  const keeps: number[] = [];
  const busyMs: number[] = [];
  for (let index = 0; index < forms; index += 1) {
    // The last ten are the first ten again: only the tablet is another one.
    const form =
      filledForms[index < forms - few ? index % filledForms.length : index - forms + few];
    if (!form) throw new Error('there are no forms');
    await page.evaluate(() => paperProbe.begin());
    const before = await metric('TaskDuration');
    await shift.type(another(form, index), false);
    busyMs.push(((await metric('TaskDuration')) - before) * 1_000);
    const seen = await page.evaluate(() => ({
      keys: [...paperProbe.keys],
      keeps: [...paperProbe.keeps],
    }));
    keys.push(seen.keys);
    keeps.push(...seen.keeps);
    if (measuredAfter.includes(index + 1)) heaps.push(await heapMb());
  }
  await shift.close();
  const [early = 0, middle = 0, late = 0] = heaps;
  const median = (of: readonly number[]): number => round(percentile(of, 0.5));
  return {
    forms,
    heap_mb_after_10: round(early),
    heap_mb_after_100: round(middle),
    heap_mb_after_200: round(late),
    thread_ms_per_form_first_10: median(busyMs.slice(0, few)),
    thread_ms_per_form_last_10: median(busyMs.slice(-few)),
    key_to_paint_p50_ms_first_10: median(keys.slice(0, few).flat()),
    key_to_paint_p50_ms_last_10: median(keys.slice(-few).flat()),
    keep_to_next_form_p50_ms_first_10: median(keeps.slice(0, few)),
    keep_to_next_form_p50_ms_last_10: median(keeps.slice(-few)),
  };
};
