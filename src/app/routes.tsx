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
const list = lateScreen(async () => (await import('../features/list/list-screen.tsx')).ListScreen);
const record = lateScreen(
  async () => (await import('../features/list/record-screen.tsx')).RecordScreen,
);
const pads = lateScreen(async () => (await import('../features/pads/pads-screen.tsx')).PadsScreen);
const pad = lateScreen(async () => (await import('../features/pads/pad-screen.tsx')).PadScreen);
const poster = lateScreen(
  async () => (await import('../features/poster/poster-screen.tsx')).PosterScreen,
);
const shift = lateScreen(
  async () => (await import('../features/shift/shift-screen.tsx')).ShiftScreen,
);
const board = lateScreen(
  async () => (await import('../features/board/board-screen.tsx')).BoardScreen,
);
const shiftReport = lateScreen(
  async () => (await import('../features/shift/report-screen.tsx')).ReportScreen,
);
const lookUp = lateScreen(
  async () => (await import('../features/look-up/look-up-screen.tsx')).LookUpScreen,
);
const health = lateScreen(
  async () => (await import('../features/health/health-screen.tsx')).HealthScreen,
);
const reports = lateScreen(
  async () => (await import('../features/reports/reports-screen.tsx')).ReportsScreen,
);
const reportNote = lateScreen(
  async () => (await import('../features/report-note/report-note-screen.tsx')).ReportNoteScreen,
);
const trace = lateScreen(
  async () => (await import('../features/tracing/trace-screen.tsx')).TraceScreen,
);
const audit = lateScreen(
  async () => (await import('../features/audit/audit-screen.tsx')).AuditScreen,
);
const handOver = lateScreen(
  async () => (await import('../features/handover/hand-over-screen.tsx')).HandOverScreen,
);
const takeCustody = lateScreen(
  async () => (await import('../features/handover/take-custody-screen.tsx')).TakeCustodyScreen,
);
const rules = lateScreen(
  async () => (await import('../features/rules/rules-screen.tsx')).RulesScreen,
);
const command = lateScreen(
  async () => (await import('../features/command/command-screen.tsx')).CommandScreen,
);
const units = lateScreen(
  async () => (await import('../features/units/units-screen.tsx')).UnitsScreen,
);
const unit = lateScreen(async () => (await import('../features/units/unit-screen.tsx')).UnitScreen);
const settle = lateScreen(
  async () => (await import('../features/settle/settle-screen.tsx')).SettleScreen,
);
const repair = lateScreen(
  async () => (await import('../features/settle/repair-screen.tsx')).RepairScreen,
);
const bulletins = lateScreen(
  async () => (await import('../features/bulletins/bulletins-screen.tsx')).BulletinsScreen,
);
const bulletinDesk = lateScreen(
  async () =>
    (await import('../features/bulletin-desk/bulletin-desk-screen.tsx')).BulletinDeskScreen,
);
const settings = lateScreen(
  async () => (await import('../features/settings/settings-screen.tsx')).SettingsScreen,
);

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
