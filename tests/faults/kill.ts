import { killBrowser } from './kill-browser.ts';
import { killServerRigs } from './kill-server.ts';

/** SIGKILL to whoever has just promised something, or is about to. */
export const kill = async (rounds: number): Promise<Record<string, unknown>> => {
  const report: Record<string, unknown> = {};
  const rigs = { ...killServerRigs, 'browser, killed when "Đã giữ" is said': killBrowser };
  for (const [name, rig] of Object.entries(rigs)) {
    report[name] = await rig(rounds);
    process.stderr.write(`${name}: ${JSON.stringify(report[name])}\n`);
  }
  return report;
};
