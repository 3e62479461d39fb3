import { createContext, useContext } from 'react';
import type { Tablet } from '../actions/tablet.ts';
import type { Session } from '../store/setting.ts';
import type { SyncLoop } from '../sync/sync-loop.ts';
import type { ServerCalls } from '../sync/ports.ts';

/** What every screen works with; made once by `app/main`. */
export type Services = { tablet: Tablet; transport: ServerCalls; sync: SyncLoop };

export const ServicesContext = createContext<Services | null>(null);

export const useServices = (): Services => {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('a screen was rendered outside ServicesContext');
  return services;
};

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in; screens below the sign-in always have one. */
export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('a screen that needs a session was rendered without one');
  return session;
};
