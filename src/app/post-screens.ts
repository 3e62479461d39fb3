/** What is opened at a post, brought in together: a tablet that is installed over a poor line asks for few files. */
export { BulletinsScreen } from '../features/bulletins/bulletins-screen.tsx';
export { HandOverScreen } from '../features/handover/hand-over-screen.tsx';
export { TakeCustodyScreen } from '../features/handover/take-custody-screen.tsx';
export { ListScreen } from '../features/list/list-screen.tsx';
export { RecordScreen } from '../features/list/record-screen.tsx';
export { PadScreen } from '../features/pads/pad-screen.tsx';
export { PadsScreen } from '../features/pads/pads-screen.tsx';
export { PosterScreen } from '../features/poster/poster-screen.tsx';
export { ReportNoteScreen } from '../features/report-note/report-note-screen.tsx';
export { RepairScreen } from '../features/settle/repair-screen.tsx';
export { SettleScreen } from '../features/settle/settle-screen.tsx';
export { SettingsScreen } from '../features/settings/settings-screen.tsx';
export { ReportScreen } from '../features/shift/report-screen.tsx';
export { ShiftScreen } from '../features/shift/shift-screen.tsx';
