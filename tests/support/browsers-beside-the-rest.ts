import { BaseSequencer, type TestSpecification } from 'vitest/node';

const isBrowser = ({ project }: TestSpecification): boolean => project.name === 'e2e';

/**
 * Files with a browser wait most of their time, the others reckon. Started in turn, in the proportion in
 * which there are files of both, neither a core nor a wait is left to itself; the longest still go first.
 */
export class BrowsersBesideTheRest extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- of the sequencer, which gives a new array
    const sorted = await super.sort(files);
    const shareOf = (list: readonly TestSpecification[]) =>
      list.map((file, index) => ({ file, share: (index + 0.5) / list.length }));
    return [
      ...shareOf(sorted.filter(isBrowser)),
      ...shareOf(sorted.filter((file) => !isBrowser(file))),
    ]
      .toSorted((left, right) => left.share - right.share)
      .map(({ file }) => file);
  }
}
