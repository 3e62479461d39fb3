export type Device = {
  readonly deviceId: string;
  readonly unitId: string;
  readonly name: string;
};

/**
 * Why a tablet works no more. `switched-off`: lost, stolen or in strange hands, so what it sends is kept
 * apart. `retired`: replaced or broken; what it may still send is as good as before.
 */
export type DeviceEnding = {
  readonly kind: 'switched-off' | 'retired';
  readonly reason: string;
  /** Unix milliseconds by the server's clock. */
  readonly endedAtMs: number;
  /** When somebody noticed: the law's 72 hours run from then. */
  readonly detectedAtMs: number;
};

/** A tablet that may speak to the server. It belongs to one unit for as long as it is enrolled. */
export type EnrolledDevice = Device & {
  /** Its public key, a JWK; null: it was enrolled before tablets had keys, and has a token. */
  readonly publicKey: string | null;
  /** Null: it is at work. */
  readonly ending: DeviceEnding | null;
};

/** A tablet to be made known. */
type NewDevice = Device & {
  /** Null: it has a key. */
  readonly tokenHash: string | null;
  /** Null or absent: it has a token. */
  readonly publicKey?: string | null;
  readonly enrolledAtMs: number;
};

/** A code that enrols one tablet. The code itself is kept nowhere. */
type EnrolCode = {
  readonly codeHash: string;
  readonly unitId: string;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  /** The tablet it was used by; null: none yet. */
  readonly usedBy: string | null;
};

/** What is known of tablets and how they come to be known. */
export type DeviceReader = {
  /** Of several units that know a tablet by this id, the one that knew it first. */
  findDevice: (deviceId: string) => Promise<EnrolledDevice | null>;
  findDeviceByToken: (tokenHash: string) => Promise<EnrolledDevice | null>;
  /** In the order of enrolment. */
  listDevices: () => Promise<EnrolledDevice[]>;
  findEnrolCode: (codeHash: string) => Promise<EnrolCode | null>;
};

export type DeviceTransactor = {
  /** Replaces a device of the same id that never spoke. False: that id is at work already, or was ended. */
  insertDevice: (device: NewDevice) => Promise<boolean>;
  /** The first key stays. @returns the key that the tablet has now */
  keepDeviceKey: (device: Device, publicKey: string) => Promise<string>;
  /** The first ending stays, but a retired tablet can still be switched off. */
  endDevice: (device: Device, ending: DeviceEnding) => Promise<void>;
  /** Takes an ending back and keeps why, and what it was. Does nothing when there is none of that kind any more. */
  returnDevice: (
    device: Device,
    ending: DeviceEnding,
    reason: string,
    atMs: number,
  ) => Promise<void>;
  insertEnrolCode: (code: Omit<EnrolCode, 'usedBy'>) => Promise<void>;
  /** @returns false when another tablet has used it */
  useEnrolCode: (codeHash: string, deviceId: string) => Promise<boolean>;
};
