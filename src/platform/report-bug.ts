/** What an officer can read aloud to find the line that was logged. */
export const bugReference = (error: unknown): string => {
  const name = error instanceof Error ? error.name : 'Unknown';
  return `${name}-${Date.now().toString(36)}`;
};

/** Writes a fault of this program to the tablet's console: its kind and place, nothing that was typed. */
export const reportBug = (error: unknown, reference = bugReference(error)): void => {
  const place = error instanceof Error ? error.stack?.split('\n').slice(1, 4).join('\n') : '';
  // oxlint-disable-next-line no-console -- the one place where faults are written down
  console.error(reference, place);
};
