import { benchBoard } from './board.ts';
import { benchBoardSoak } from './board-soak.ts';
import { measureCloseCertificate } from './close-certificate.ts';
import { benchCitizen } from './citizen.ts';
import { benchCity } from './city.ts';
import { benchMassPlan } from './bulletins.ts';
import { benchHandover } from './handover.ts';
import { benchLane } from './lane.ts';
import { benchPaper } from './paper.ts';
import { benchPaperShift } from './paper-shift.ts';
import { benchReferral } from './referral.ts';
import { benchRegistry } from './registry.ts';
import { benchReports } from './reports.ts';
import { benchScan } from './scan.ts';
import { benchSettle } from './settle.ts';
import { benchShift } from './shift.ts';
import { benchSync } from './sync.ts';
import { benchTablet } from './tablet.ts';
import { benchTracing } from './tracing.ts';
import { benchVerdict } from './verdict.ts';
import { benchVault } from './vault.ts';

const benches: Record<string, () => Promise<Record<string, number>>> = {
  tablet: benchTablet,
  sync: benchSync,
  vault: benchVault,
  scan: async () => ({ ...(await benchScan()), ...(await benchLane()) }),
  lane: benchLane,
  handover: benchHandover,
  paper: benchPaper,
  'paper-shift': benchPaperShift,
  registry: benchRegistry,
  citizen: benchCitizen,
  verdict: benchVerdict,
  settle: benchSettle,
  shift: benchShift,
  board: benchBoard,
  'board-soak': benchBoardSoak,
  referral: benchReferral,
  'close-certificate': async () => ({ close_certificate_ms: await measureCloseCertificate() }),
  city: benchCity,
  'mass-plan': benchMassPlan,
  reports: benchReports,
  tracing: benchTracing,
};

const asked = process.argv[2] ?? 'tablet';
const bench = benches[asked];
if (bench) console.log(JSON.stringify(await bench()));
else {
  console.error(`No bench is called "${asked}". There are: ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 1;
}
