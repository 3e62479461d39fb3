import { dropAlerts, readAlerts } from '../store/alerts.ts';
import { applyPullPage, readCursor } from '../store/apply-pull-page.ts';
import { keepCertificate, noteUnprovenReceipt } from '../store/certificates.ts';
import { noteContact, noteFailure } from '../store/contact.ts';
import type { ChotDatabase } from '../store/database.ts';
import { eraseTablet } from '../store/erase-tablet.ts';
import { findHeld } from '../store/find-held.ts';
import { forkLog } from '../store/fork-log.ts';
import { noteIncident, noteTold, readUntold } from '../store/incidents.ts';
import { mendLostRows } from '../store/mend-lost-rows.ts';
import { openLog } from '../store/open-log.ts';
import { applyAck, readBatch, readDigests } from '../store/outbox.ts';
import { readDevice } from '../store/read-device.ts';
import { readLog, readLogs } from '../store/read-logs.ts';
import { readContact } from '../store/settings.ts';
import type { SyncStore } from './core/sync-store.ts';

/** The engine's storage on IndexedDB. */
export const createDexieSyncStore = (db: ChotDatabase): SyncStore => ({
  readDevice: () => readDevice(db),
  readLogs: () => readLogs(db),
  readLog: (logId) => readLog(db, logId),
  openLog: (owner, newLogId) => openLog(db, owner, newLogId),
  readBatch: (logId, after, limits) => readBatch(db, logId, after, limits),
  readAlerts: (logId, after, limits) => readAlerts(db, logId, after, limits),
  dropAlerts: (entryIds) => dropAlerts(db, entryIds),
  applyAck: (logId, ack) => applyAck(db, logId, ack),
  readDigests: (logId, positions) => readDigests(db, logId, positions),
  mendLostRows: (logId, heard) => mendLostRows(db, logId, heard),
  forkLog: (logId, fork) => forkLog(db, logId, fork),
  keepCertificate: (logId, certificate) => keepCertificate(db, logId, certificate),
  noteUnprovenReceipt: (logId, nowMs) => noteUnprovenReceipt(db, logId, nowMs),
  noteIncident: (incident) => noteIncident(db, incident),
  readIncidents: (limit) => readUntold(db, limit),
  noteTold: (incidentIds) => noteTold(db, incidentIds),
  readContact: () => readContact(db),
  noteContact: (heard) => noteContact(db, heard),
  noteFailure: (failed) => noteFailure(db, failed),
  readCursor: (scope) => readCursor(db, scope),
  findHeld: (said) => findHeld(db, said),
  eraseTablet: (nowMs) => eraseTablet(db, nowMs),
  applyPullPage: (page) => applyPullPage(db, page),
});
