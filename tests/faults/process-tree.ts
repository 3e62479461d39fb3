import { readdirSync, readFileSync } from 'node:fs';

const parentOf = (pid: number): number | null => {
  try {
    // proc(5): the name may hold anything, so the fields are counted from its closing bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
};

/** A process and all that came of it, the parents first. */
const treeOf = (root: number): number[] => {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const parents = new Map(all.map((pid) => [pid, parentOf(pid)]));
  const tree = [root];
  for (const pid of tree) tree.push(...all.filter((each) => parents.get(each) === pid));
  return tree;
};

const signalTree = (root: number, signal: NodeJS.Signals): void => {
  for (const pid of treeOf(root)) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself meanwhile.
    }
  }
};

/** Nobody of it takes another step, so nobody tidies up. */
export const freezeTree = (root: number): void => signalTree(root, 'SIGSTOP');
export const killTree = (root: number): void => signalTree(root, 'SIGKILL');
