import type { ReactNode } from 'react';
import { Router } from 'wouter';
import { paths, type SettleWish } from '../paths.ts';

/** Links to the settling desk in it open the desk for this shift: what is counted here is found there. */
export const FromShift = ({ shiftId, children }: { shiftId: string; children: ReactNode }) => (
  <Router
    aroundNav={(go, to, options) => {
      const wish: SettleWish = { shiftId };
      go(to, to === paths.settle ? { ...options, state: wish } : options);
    }}
  >
    {children}
  </Router>
);
