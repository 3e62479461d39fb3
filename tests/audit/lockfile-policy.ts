import { z } from 'zod';

const namesSchema = z.record(z.string(), z.string()).default({});

/** What is read of `package.json`. */
export const manifestSchema = z.object({
  dependencies: namesSchema,
  devDependencies: namesSchema,
  allowScripts: z.record(z.string(), z.boolean()).default({}),
});
type Manifest = z.infer<typeof manifestSchema>;

const packageSchema = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  deprecated: z.string().optional(),
  optional: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
});

/** What is read of `package-lock.json`: packages by their place, the project itself under `''`. */
export const lockfileSchema = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), packageSchema),
});
type Lockfile = z.infer<typeof lockfileSchema>;

/** Licences that ask for no more than their notice. */
const freeLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Unlicense',
  '(MIT OR CC0-1.0)',
]);

/** Others, each for the one thing it was looked at for. */
const licenceOf: Readonly<Record<string, readonly string[]>> = {
  // A typeface, shipped as it came.
  'OFL-1.1': ['@fontsource/be-vietnam-pro'],
  // Only while building: a list of browsers, and the compiler of styles. Nothing of them is shipped.
  'CC-BY-4.0': ['caniuse-lite'],
  'MPL-2.0': ['lightningcss'],
};

const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 13);

const isLicenceAllowed = (name: string, licence: string, isDev: boolean): boolean => {
  if (freeLicences.has(licence)) return true;
  const families = licenceOf[licence] ?? [];
  const isKnown = families.some((known) => name === known || name.startsWith(`${known}-`));
  return isKnown && (isDev || licence === 'OFL-1.1');
};

/** What must not be, one sentence each; needs no network. */
export const breachesOf = (manifest: Manifest, { packages }: Lockfile): string[] => {
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  const direct = Object.entries(wanted).flatMap(([name, range]) => {
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range)) return [`${name} is asked for as "${range}"`];
    const locked = packages[`node_modules/${name}`]?.version;
    return locked === range
      ? []
      : [`${name} is ${range} here and ${String(locked)} in the lockfile`];
  });
  const installed = Object.entries(packages).flatMap(([place, one]) => {
    if (place === '') return [];
    const name = nameOf(place);
    const wrong = (isWrong: boolean, sentence: string) => (isWrong ? [sentence] : []);
    // A binary for another kind of machine is never installed on this one.
    const isForOthers = one.dev === true && one.optional === true;
    const isAllowed = manifest.allowScripts[name] === true || isForOthers;
    const isElsewhere = one.resolved !== undefined && !one.resolved.startsWith('https://');
    return [
      ...wrong(one.integrity?.startsWith('sha512-') !== true, `${place} has no SHA-512`),
      ...wrong(isElsewhere, `${place} does not come from a registry over HTTPS`),
      ...wrong(one.deprecated !== undefined, `${name} is deprecated`),
      ...wrong(
        one.hasInstallScript === true && !isAllowed,
        `${name} runs a script when it is installed`,
      ),
      ...wrong(
        !isLicenceAllowed(name, one.license ?? 'none', one.dev === true),
        `${name} has the licence ${one.license ?? 'none'}`,
      ),
    ];
  });
  return [...direct, ...installed];
};
