import { lazy } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { LaneScreen } from '../features/lane/lane-screen.tsx';
import { paths } from '../features/paths.ts';

const ScanScreen = lazy(async () => ({
  default: (await import('../features/scan/scan-screen.tsx')).ScanScreen,
}));
const PaperScreen = lazy(async () => ({
  default: (await import('../features/paper/paper-screen.tsx')).PaperScreen,
}));
const ListScreen = lazy(async () => ({
  default: (await import('../features/list/list-screen.tsx')).ListScreen,
}));
const RecordScreen = lazy(async () => ({
  default: (await import('../features/list/record-screen.tsx')).RecordScreen,
}));
const ShiftScreen = lazy(async () => ({
  default: (await import('../features/shift/shift-screen.tsx')).ShiftScreen,
}));
const SettingsScreen = lazy(async () => ({
  default: (await import('../features/settings/settings-screen.tsx')).SettingsScreen,
}));

export const Routes = () => (
  <Switch>
    <Route path={paths.lane} component={LaneScreen} />
    <Route path={paths.scan} component={ScanScreen} />
    <Route path={paths.paper} component={PaperScreen} />
    <Route path={paths.list} component={ListScreen} />
    <Route path={paths.record}>{({ recordId }) => <RecordScreen recordId={recordId} />}</Route>
    <Route path={paths.shift} component={ShiftScreen} />
    <Route path={paths.settings} component={SettingsScreen} />
    <Route>
      <Redirect to={paths.lane} />
    </Route>
  </Switch>
);
