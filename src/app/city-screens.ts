/** What is opened where the city is watched and steered from; at a post hardly ever. */
export { AuditScreen } from '../features/audit/audit-screen.tsx';
export { BoardScreen } from '../features/board/board-screen.tsx';
export { BulletinDeskScreen } from '../features/bulletin-desk/bulletin-desk-screen.tsx';
export { CommandScreen } from '../features/command/command-screen.tsx';
export { HealthScreen } from '../features/health/health-screen.tsx';
export { LookUpScreen } from '../features/look-up/look-up-screen.tsx';
export { ReportsScreen } from '../features/reports/reports-screen.tsx';
export { RulesScreen } from '../features/rules/rules-screen.tsx';
export { TraceScreen } from '../features/tracing/trace-screen.tsx';
export { UnitScreen } from '../features/units/unit-screen.tsx';
export { UnitsScreen } from '../features/units/units-screen.tsx';
