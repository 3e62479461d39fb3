import { watchFeed, type FeedWatch } from '../feed-watch.ts';
import type { ServicePorts } from '../service-ports.ts';

/** Tells whoever listens the place of the last line of all referrals when it changed. */
export const watchReferrals = ({ store }: Pick<ServicePorts, 'store'>): FeedWatch =>
  watchFeed(() => store.referralHead());
