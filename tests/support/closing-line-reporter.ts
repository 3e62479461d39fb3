import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one plain line that a machine and a tired person can both read. */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const module of modules) {
      // A file that does not even load has no tests, and is a failure all the same.
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        if (test.result().state === 'passed') passed += 1;
        else failed += 1;
      }
    }
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  }
}

// Vitest loads a reporter by its default export.
export default ClosingLineReporter;
