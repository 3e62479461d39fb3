import { Redirect, Route, Switch } from 'wouter';
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
const shift = lateScreen(
  async () => (await import('../features/shift/shift-screen.tsx')).ShiftScreen,
);
const settings = lateScreen(
  async () => (await import('../features/settings/settings-screen.tsx')).SettingsScreen,
);

/** Brings the other screens in while the officer looks at the first, so that none opens blank. */
export const preloadScreens = (): void => {
  for (const screen of [scan, paper, list, record, shift, settings]) void screen.bring();
};

export const Routes = () => (
  <Switch>
    <Route path={paths.lane} component={LaneScreen} />
    <Route path={paths.scan} component={scan.Screen} />
    <Route path={paths.paper} component={paper.Screen} />
    <Route path={paths.list} component={list.Screen} />
    <Route path={paths.record}>{({ recordId }) => <record.Screen recordId={recordId} />}</Route>
    <Route path={paths.shift} component={shift.Screen} />
    <Route path={paths.settings} component={settings.Screen} />
    <Route>
      <Redirect to={paths.lane} />
    </Route>
  </Switch>
);
