import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outdated, toMakeRoom, type Thinnable } from '../../../src/renderer/storage/thinning.ts';

const day = 24 * 60 * 60 * 1000;
/** Noon of a Wednesday. */
const now = new Date(2026, 10, 25, 12).getTime();

/** Checkpoints of two files in the last two years, also some from a clock that went ahead. */
const someCheckpoints = fc
  .array(
    fc.record({
      document: fc.constantFrom('/a.yaml', '/b.yaml'),
      time: fc.oneof(
        fc.integer({ min: -800, max: 2 }).map((days) => now + days * day),
        fc.integer({ min: -60, max: -25 }).map((days) => now + days * day),
        fc.integer({ min: now - 3 * day, max: now }),
      ),
      isNamed: fc.boolean(),
      bytes: fc.integer({ min: 0, max: 1000 }),
    }),
    { maxLength: 60, size: 'max' },
  )
  .map((all) => all.map((one, id): Thinnable => ({ id, ...one })));

const left = (all: readonly Thinnable[], gone: ReadonlySet<number>) => all.filter(({ id }) => !gone.has(id));
const automatic = (all: readonly Thinnable[]) => all.filter(({ isNamed }) => !isNamed);
const dayOf = (time: number) => new Date(time).toDateString();
/** Monday of a week. */
const weekOf = (time: number) => {
  const date = new Date(time);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - ((date.getDay() + 6) % 7)).toDateString();
};
const daysAgo = (time: number) => {
  const [a, b] = [new Date(now), new Date(time)];
  return Math.round(
    (new Date(a.getFullYear(), a.getMonth(), a.getDate()).getTime() - new Date(b.getFullYear(), b.getMonth(), b.getDate()).getTime()) / day,
  );
};

describe('thinning by age', () => {
  it('never drops a named checkpoint', () => {
    fc.assert(
      fc.property(someCheckpoints, (all) => {
        const gone = outdated(all, now);
        expect(all.filter(({ id, isNamed }) => isNamed && gone.has(id))).toEqual([]);
      }),
    );
  });

  it('keeps the newest of each file, all of today, the newest of each of 30 days and of each week of a year', () => {
    fc.assert(
      fc.property(someCheckpoints, (all) => {
        const stays = new Set(left(all, outdated(all, now)).map(({ id }) => id));
        for (const document of ['/a.yaml', '/b.yaml']) {
          const own = automatic(all).filter((one) => one.document === document);
          const newest = own.reduce<Thinnable | undefined>(
            (best, one) => (!best || one.time > best.time || (one.time === best.time && one.id > best.id) ? one : best),
            undefined,
          );
          if (newest) expect(stays).toContain(newest.id);
          for (const one of own) {
            const age = daysAgo(one.time);
            if (age <= 0) expect(stays).toContain(one.id);
            const later = own.filter((other) => other.time > one.time || (other.time === one.time && other.id > one.id));
            if (age <= 30 && !later.some((other) => dayOf(other.time) === dayOf(one.time))) expect(stays).toContain(one.id);
            if (age > 30 && age <= 365 && !later.some((other) => weekOf(other.time) === weekOf(one.time))) expect(stays).toContain(one.id);
          }
        }
      }),
    );
  });

  it('leaves at most one of a day after today, and at most one of a week after a month', () => {
    fc.assert(
      fc.property(someCheckpoints, (all) => {
        const stays = automatic(left(all, outdated(all, now)));
        const days = stays
          .filter(({ time }) => daysAgo(time) > 0 && daysAgo(time) <= 30)
          .map((one) => `${one.document} ${dayOf(one.time)}`);
        expect(new Set(days).size).toBe(days.length);
        const weeks = stays.filter(({ time }) => daysAgo(time) > 30).map((one) => `${one.document} ${weekOf(one.time)}`);
        expect(new Set(weeks).size).toBe(weeks.length);
      }),
    );
  });

  it('drops nothing the second time', () => {
    fc.assert(
      fc.property(someCheckpoints, (all) => {
        expect([...outdated(left(all, outdated(all, now)), now)]).toEqual([]);
      }),
    );
  });

  it('ends the same, however often it ran before', () => {
    fc.assert(
      fc.property(someCheckpoints, fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 5 }), (all, between) => {
        const end = now + 501 * day;
        let thinned = all;
        for (const days of between.sort((a, b) => a - b)) thinned = left(thinned, outdated(thinned, now + days * day));
        const ids = (some: readonly Thinnable[]) => some.map(({ id }) => id);
        expect(ids(left(thinned, outdated(thinned, end)))).toEqual(ids(left(all, outdated(all, end))));
      }),
    );
  });

  it('depends on no order', () => {
    fc.assert(
      fc.property(someCheckpoints, (all) => {
        expect([...outdated([...all].reverse(), now)].sort()).toEqual([...outdated(all, now)].sort());
      }),
    );
  });
});

describe('the limit of size', () => {
  it('drops the oldest without a name first, and no more than it has to', () => {
    fc.assert(
      fc.property(someCheckpoints, fc.integer({ min: -10, max: 20_000 }), (all, excess) => {
        const gone = toMakeRoom(all, excess);
        const dropped = all.filter(({ id }) => gone.has(id));
        const others = automatic(left(all, gone));
        expect(dropped.filter(({ isNamed }) => isNamed)).toEqual([]);
        const newestGone = Math.max(...dropped.map(({ time }) => time));
        expect(others.filter(({ time }) => time < newestGone)).toEqual([]);
        const freed = dropped.reduce((sum, { bytes }) => sum + bytes, 0);
        if (freed < excess) expect(others).toEqual([]);
        const last = dropped.reduce<Thinnable | undefined>(
          (best, one) => (!best || one.time > best.time || (one.time === best.time && one.id > best.id) ? one : best),
          undefined,
        );
        if (last) expect(freed - last.bytes).toBeLessThan(excess);
      }),
    );
  });
});
