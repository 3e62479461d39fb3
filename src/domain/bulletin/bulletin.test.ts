import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roleSchema } from '../officer/officer.ts';
import { reachesOfficer, reachesPlace, type Aim, type Reader } from './aim.ts';
import { bulletinsInForce, type Bulletin, type PublishedBulletin } from './bulletin.ts';
import { afterStep, type BulletinStanding, type BulletinStep } from './bulletin-step.ts';

const units = ['hn-01', 'hn-02', 'tt-01'];
const districts = ['Phú Xuyên', 'Hoàn Kiếm', ''];
const some = (of: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...of.filter((one) => one !== '')), { minLength: 1 });
const aimOf: fc.Arbitrary<Aim> = fc.oneof(
  fc.constantFrom<Aim>({ to: 'everyone' }, { to: 'officers' }, { to: 'citizens' }),
  some(districts).map((chosen): Aim => ({ to: 'districts', districts: chosen })),
  some(units).map((unitIds): Aim => ({ to: 'units', unitIds })),
  fc
    .uniqueArray(fc.constantFrom(...roleSchema.options), { minLength: 1 })
    .map((roles): Aim => ({ to: 'roles', roles })),
);
const readerOf: fc.Arbitrary<Reader> = fc.record({
  unitId: fc.constantFrom(...units),
  district: fc.constantFrom(...districts),
  role: fc.constantFrom(...roleSchema.options),
});
const ids = ['a', 'b', 'c', 'd'].map((letter) => `00000000-0000-7000-8000-00000000000${letter}`);
const nowMs = 1_000_000;
const bulletinOf: fc.Arbitrary<Bulletin> = fc.record({
  title: fc.constant('Đổi giờ'),
  text: fc.constant('Từ 06:00.'),
  isUrgent: fc.boolean(),
  aim: aimOf,
  validUntilMs: fc.constantFrom(nowMs - 1, nowMs, nowMs + 1),
});
/** One of each id: what was published never changes. */
const publishedOf: fc.Arbitrary<PublishedBulletin[]> = fc
  .tuple(...ids.map(() => fc.tuple(bulletinOf, fc.integer({ min: 0, max: 3 }))))
  .map((rows) =>
    rows.map(([bulletin, publishedAtMs], index) => ({
      ...bulletin,
      bulletinId: ids[index] ?? '',
      publishedAtMs,
    })),
  );
const withdrawnOf = fc.subarray(ids);

describe('whom a bulletin reaches', () => {
  it('[BULLETIN-1] nobody outside its aim sees it, and everybody within does', () => {
    fc.assert(
      fc.property(aimOf, readerOf, (aim, reader) => {
        const within: Readonly<Record<Aim['to'], boolean>> = {
          everyone: true,
          officers: true,
          citizens: false,
          districts: aim.to === 'districts' && aim.districts.includes(reader.district),
          units: aim.to === 'units' && aim.unitIds.includes(reader.unitId),
          roles: aim.to === 'roles' && aim.roles.includes(reader.role),
        };
        expect(reachesOfficer(aim, reader)).toBe(within[aim.to]);
        // What an officer sees, the tablet before them must hold.
        expect(!reachesOfficer(aim, reader) || reachesPlace(aim, reader)).toBe(true);
      }),
    );
  });

  it('[BULLETIN-2] what is withdrawn or over is never shown, in whatever order it was told', () => {
    fc.assert(
      fc.property(
        publishedOf,
        withdrawnOf,
        readerOf,
        fc.infiniteStream(fc.nat()),
        (published, withdrawn, reader, dice) => {
          const shown = bulletinsInForce(published, new Set(withdrawn), reader, nowMs);
          for (const one of shown) {
            expect(withdrawn).not.toContain(one.bulletinId);
            expect(one.validUntilMs).toBeGreaterThan(nowMs);
            expect(reachesOfficer(one.aim, reader)).toBe(true);
          }
          const twice = [...published, ...published]
            .map((one) => ({ one, at: dice.next().value ?? 0 }))
            .toSorted((left, right) => left.at - right.at)
            .map(({ one }) => one);
          const again = bulletinsInForce(twice, new Set(withdrawn.toReversed()), reader, nowMs);
          expect(again).toEqual(shown);
          const firstPlain = shown.findIndex(({ isUrgent }) => !isUrgent);
          expect(shown.slice(Math.max(firstPlain, 0)).some(({ isUrgent }) => isUrgent)).toBe(
            firstPlain === 0 ? false : firstPlain === -1 && shown.length > 0,
          );
        },
      ),
    );
  });
});

describe('the way of a bulletin', () => {
  const officers = ['ch1', 'ch2', 'ch3'];
  const stepOf: fc.Arbitrary<BulletinStep> = fc.oneof(
    bulletinOf.map((bulletin): BulletinStep => ({ step: 'written', bulletin })),
    fc.constantFrom<BulletinStep>(
      { step: 'submitted' },
      { step: 'published' },
      { step: 'discarded' },
      { step: 'returned', reason: 'Sai giờ' },
      { step: 'withdrawn', reason: 'Hết hiệu lực' },
    ),
  );
  const actOf = fc.record({
    step: stepOf,
    by: fc.constantFrom(...officers),
    // Mostly what is there, sometimes what was.
    behind: fc.constantFrom(0, 0, 0, 1),
  });

  it('[BULLETIN-3] is published only by somebody who wrote nothing of it, as it was seen, and never after its time', () => {
    fc.assert(
      fc.property(fc.array(actOf, { maxLength: 30 }), (acts) => {
        let standing: BulletinStanding | null = null;
        for (const { step, by, behind } of acts) {
          const before: BulletinStanding | null = standing;
          const seen = Math.max(0, (before?.version ?? 0) - behind);
          const after = afterStep(before, { step, seen, by, atMs: nowMs });
          if (after.ok) standing = after.value;
          const isPublished = after.ok && step.step === 'published';
          const isRight =
            before?.state === 'review' &&
            !before.writers.includes(by) &&
            seen === before.version &&
            before.bulletin.validUntilMs > nowMs &&
            standing?.bulletin === before.bulletin;
          expect(!isPublished || isRight).toBe(true);
          const isWritten = after.ok && step.step === 'written';
          expect(!isWritten || standing?.writers.includes(by)).toBe(true);
          const isEnded = before?.state === 'withdrawn' || before?.state === 'discarded';
          expect(isEnded && after.ok).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('[BULLETIN-3] who is overtaken is told so, and its own writer that another must look', () => {
    const bulletin = { ...fc.sample(bulletinOf, 1)[0], validUntilMs: nowMs + 1 } as Bulletin;
    const step = { step: 'published' } as const;
    const standing = { state: 'review', version: 4, bulletin, writers: ['ch1', 'ch2'] } as const;
    const publish = (by: string, seen = 4, atMs = nowMs) =>
      afterStep(standing, { step, seen, by, atMs });
    expect(publish('ch2')).toMatchObject({ error: 'bulletin/own' });
    expect(publish('ch3', 3)).toMatchObject({ error: 'bulletin/overtaken' });
    expect(publish('ch3', 4, nowMs + 1)).toMatchObject({ error: 'bulletin/over' });
    expect(publish('ch3')).toMatchObject({ value: { state: 'published', version: 5 } });
  });
});
