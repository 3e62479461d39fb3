import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import { auditHash } from './audit-chain.ts';
import type { AuditReader, AuditTransactor } from './audit-line.ts';
import type { Tables } from './tables.ts';

const subjectsSchema = z.array(z.string());

export const sqlAuditReader = (db: Kysely<Tables>): AuditReader => ({
  listAudit: async (after, limit) => {
    const rows = await db
      .selectFrom('audit_lines')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      seq: row.seq,
      atMs: row.at,
      officerId: row.officer_id,
      role: row.role,
      unitId: row.unit_id,
      deviceId: row.device_id,
      deed: row.deed,
      subjects: subjectsSchema.parse(JSON.parse(row.subjects)),
      hash: row.hash,
    }));
  },

  auditHead: () => db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow(),
});

export const sqlAuditTransactor = (db: Transaction<Tables>): AuditTransactor => ({
  appendAudit: async (note) => {
    // The row that writers queue for, so that lines come one after the other.
    const head = await db
      .updateTable('audit_head')
      .set((update) => ({ seq: update('seq', '+', 1) }))
      .returning(['seq', 'hash'])
      .executeTakeFirstOrThrow();
    const hash = auditHash(head.hash, { ...note, seq: head.seq });
    await db
      .insertInto('audit_lines')
      .values({
        seq: head.seq,
        at: note.atMs,
        officer_id: note.officerId,
        role: note.role,
        unit_id: note.unitId,
        device_id: note.deviceId,
        deed: note.deed,
        subjects: JSON.stringify(note.subjects),
        hash,
      })
      .execute();
    await db.updateTable('audit_head').set({ hash }).execute();
  },
});
