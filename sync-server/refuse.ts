/** Says why, and ends with a failure once nothing is left to do. */
export const refuse = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
};

/** What a thrown thing says of itself. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
