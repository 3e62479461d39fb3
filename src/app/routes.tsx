import type { ReactNode } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { may, type Deed } from '#domain/officer/permissions.ts';
import { useSession } from '../features/services.ts';
import { EnrolScreen } from '../features/enrol/enrol-screen.tsx';
import { LaneScreen } from '../features/lane/lane-screen.tsx';
import { paths } from '../features/paths.ts';
import { lateScreen } from './late-screen.tsx';

const scan = lateScreen(async () => (await import('../features/scan/scan-screen.tsx')).ScanScreen);
const paper = lateScreen(
  async () => (await import('../features/paper/paper-screen.tsx')).PaperScreen,
);

const post = () => import('./post-screens.ts');
const bulletins = lateScreen(async () => (await post()).BulletinsScreen);
const handOver = lateScreen(async () => (await post()).HandOverScreen);
const list = lateScreen(async () => (await post()).ListScreen);
const pad = lateScreen(async () => (await post()).PadScreen);
const pads = lateScreen(async () => (await post()).PadsScreen);
const poster = lateScreen(async () => (await post()).PosterScreen);
const record = lateScreen(async () => (await post()).RecordScreen);
const repair = lateScreen(async () => (await post()).RepairScreen);
const reportNote = lateScreen(async () => (await post()).ReportNoteScreen);
const settings = lateScreen(async () => (await post()).SettingsScreen);
const settle = lateScreen(async () => (await post()).SettleScreen);
const shift = lateScreen(async () => (await post()).ShiftScreen);
const shiftReport = lateScreen(async () => (await post()).ReportScreen);
const takeCustody = lateScreen(async () => (await post()).TakeCustodyScreen);

const city = () => import('./city-screens.ts');
const audit = lateScreen(async () => (await city()).AuditScreen);
const board = lateScreen(async () => (await city()).BoardScreen);
const bulletinDesk = lateScreen(async () => (await city()).BulletinDeskScreen);
const command = lateScreen(async () => (await city()).CommandScreen);
const health = lateScreen(async () => (await city()).HealthScreen);
const lookUp = lateScreen(async () => (await city()).LookUpScreen);
const reports = lateScreen(async () => (await city()).ReportsScreen);
const rules = lateScreen(async () => (await city()).RulesScreen);
const trace = lateScreen(async () => (await city()).TraceScreen);
const unit = lateScreen(async () => (await city()).UnitScreen);
const units = lateScreen(async () => (await city()).UnitsScreen);

/** Brings the other screens in while the officer looks at the first, so that none opens blank. */
export const preloadScreens = (): void => {
  for (const screen of [
    scan,
    paper,
    list,
    record,
    pads,
    pad,
    poster,
    shift,
    shiftReport,
    settle,
    repair,
    reportNote,
    handOver,
    takeCustody,
    bulletins,
    settings,
  ])
    void screen.bring();
};

/** What a tablet gives into other hands asks for nobody's PIN. */
export const LockedHandOver = () => (
  <main>
    <handOver.Screen home={paths.lane} />
  </main>
);

/** A screen for those whose role has its deed; the others are sent home, also by a typed address. */
const For = ({ deed, children }: { deed: Deed; children: ReactNode }) =>
  may(useSession().role, deed) ? children : <Redirect to={paths.lane} />;

export const Routes = () => (
  <Switch>
    <Route path={paths.lane} component={LaneScreen} />
    <Route path={paths.scan}>
      <For deed="keep-record">
        <scan.Screen />
      </For>
    </Route>
    <Route path={paths.paper}>
      <For deed="keep-record">
        <paper.Screen />
      </For>
    </Route>
    <Route path={paths.list}>
      <For deed="see-records">
        <list.Screen />
      </For>
    </Route>
    <Route path={paths.record}>
      {({ recordId }) => (
        <For deed="see-records">
          <record.Screen recordId={recordId} />
        </For>
      )}
    </Route>
    <Route path={paths.lookUp}>
      <For deed="look-up">
        <lookUp.Screen />
      </For>
    </Route>
    <Route path={paths.health}>
      <For deed="handle-referrals">
        <health.Screen />
      </For>
    </Route>
    <Route path={paths.trace}>
      <For deed="trace">
        <trace.Screen />
      </For>
    </Route>
    <Route path={`${paths.board}/:unitId?`}>
      {({ unitId }) => (
        <For deed="see-board">
          <board.Screen unitId={unitId ?? null} />
        </For>
      )}
    </Route>
    <Route path={paths.reports}>
      <For deed="handle-reports">
        <reports.Screen />
      </For>
    </Route>
    <Route path={paths.reportNote}>
      <For deed="note-report">
        <reportNote.Screen />
      </For>
    </Route>
    <Route path={paths.audit}>
      <For deed="see-audit">
        <audit.Screen />
      </For>
    </Route>
    <Route path={paths.bulletinDesk}>
      <For deed="write-bulletins">
        <bulletinDesk.Screen />
      </For>
    </Route>
    <Route path={paths.bulletin}>
      {({ bulletinId }) => <bulletins.Screen openId={bulletinId} />}
    </Route>
    <Route path={paths.bulletins}>
      <bulletins.Screen />
    </Route>
    <Route path={paths.rules}>
      <For deed="set-rules">
        <rules.Screen />
      </For>
    </Route>
    <Route path={paths.command}>
      <For deed="command-view">
        <command.Screen />
      </For>
    </Route>
    <Route path={paths.units}>
      <For deed="set-units">
        <units.Screen />
      </For>
    </Route>
    <Route path={paths.unit}>
      {({ unitId }) => (
        <For deed="set-units">
          <unit.Screen unitId={unitId} />
        </For>
      )}
    </Route>
    <Route path={paths.pads}>
      <For deed="handle-sheets">
        <pads.Screen />
      </For>
    </Route>
    <Route path={paths.pad}>
      {({ padId }) => (
        <For deed="handle-sheets">
          <pad.Screen padId={padId} />
        </For>
      )}
    </Route>
    <Route path={paths.poster}>
      <For deed="handle-sheets">
        <poster.Screen />
      </For>
    </Route>
    <Route path={paths.handOver}>
      <handOver.Screen home={paths.settings} />
    </Route>
    <Route path={paths.takeCustody}>
      <For deed="take-custody">
        <takeCustody.Screen />
      </For>
    </Route>
    <Route path={paths.settle}>
      <For deed="settle">
        <settle.Screen />
      </For>
    </Route>
    <Route path={paths.repair}>
      <For deed="settle">
        <repair.Screen />
      </For>
    </Route>
    <Route path={paths.shift} component={shift.Screen} />
    <Route path={paths.shiftReport}>
      {(which) => (
        <For deed="close-shift">
          <shiftReport.Screen {...which} />
        </For>
      )}
    </Route>
    <Route path={paths.settings} component={settings.Screen} />
    <Route path={paths.enrol} component={EnrolScreen} />
    <Route>
      <Redirect to={paths.lane} />
    </Route>
  </Switch>
);
