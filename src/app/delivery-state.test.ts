import { describe, expect, it } from 'vitest';
import { deliveryMark } from './delivery-state.ts';

const delivered = { trouble: null, unsentEntries: 0, lastContactAtMs: 1, lastFailure: null };

describe('the mark of the whole tablet', () => {
  it('[SCREEN-7] is green only while the last contact succeeded', () => {
    expect(deliveryMark(delivered, 'idle', true)).toBe('delivered');
    expect(deliveryMark(delivered, 'sending', true)).toBe('delivered');
    expect(deliveryMark(delivered, 'idle', false)).toBe('out-of-sight');
    expect(deliveryMark(delivered, 'unreachable', true)).toBe('out-of-sight');
    expect(deliveryMark(delivered, 'failed', true)).toBe('out-of-sight');
    const afterRestart = { ...delivered, lastFailure: 'server/unreachable' };
    expect(deliveryMark(afterRestart, 'idle', true)).toBe('out-of-sight');
    expect(deliveryMark({ ...delivered, lastContactAtMs: null }, 'idle', true)).toBe(
      'out-of-sight',
    );
  });

  it('[SCREEN-7] what waits and what is in trouble go before', () => {
    expect(deliveryMark({ ...delivered, unsentEntries: 2 }, 'idle', false)).toBe('here');
    expect(deliveryMark({ ...delivered, unsentEntries: 2 }, 'sending', true)).toBe('sending');
    expect(deliveryMark(delivered, 'refused', true)).toBe('trouble');
  });
});
