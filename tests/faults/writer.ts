/** Something that promises to have written, on a disk whose power will be cut. */
export type Writer = {
  readonly name: string;
  /** A negative control: loosened on purpose, so that the rig shows that it sees. */
  readonly mustLose: boolean;
  readonly begin: (dir: string) => Promise<Running>;
  /** How much of it is there, whole, when the same software starts on what the disk holds. */
  readonly count: (dir: string) => Promise<number>;
};

export type Running = {
  /** Writes, and stands still right after a promise. @returns how much was promised */
  readonly writeUntilFrozen: () => Promise<number>;
  readonly kill: () => Promise<void>;
};
