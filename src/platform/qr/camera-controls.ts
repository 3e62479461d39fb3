/** What this camera can do beside showing a picture; absent: it cannot. */
export type CameraControls = {
  readonly torch?: (isOn: boolean) => Promise<void>;
  /** Factors of the camera's own scale. */
  readonly zoom?: {
    readonly min: number;
    readonly max: number;
    readonly set: (factor: number) => Promise<void>;
  };
};

/** Media Capture: what Chromium knows of `MediaTrackCapabilities` beyond the DOM's types (W3C mediacapture-image). */
type WideCapabilities = MediaTrackCapabilities & {
  readonly torch?: boolean;
  readonly zoom?: { readonly min: number; readonly max: number };
  readonly focusMode?: readonly string[];
};
type WideConstraints = MediaTrackConstraintSet & {
  readonly torch?: boolean;
  readonly zoom?: number;
  readonly focusMode?: string;
};

const apply = (track: MediaStreamTrack, wish: WideConstraints): Promise<void> =>
  track.applyConstraints({ advanced: [wish] });

/** Keeps the camera sharp by itself where it can, and hands out the rest. */
export const takeControls = (track: MediaStreamTrack): CameraControls => {
  const { torch, zoom, focusMode } = track.getCapabilities() as WideCapabilities;
  if (focusMode?.includes('continuous')) {
    // A camera that refuses stays as it is: nothing to tell an officer.
    apply(track, { focusMode: 'continuous' }).catch(() => undefined);
  }
  return {
    ...(torch === true && { torch: (isOn: boolean) => apply(track, { torch: isOn }) }),
    ...(zoom !== undefined &&
      zoom.max > zoom.min && {
        zoom: {
          min: zoom.min,
          max: zoom.max,
          set: (factor: number) => apply(track, { zoom: factor }),
        },
      }),
  };
};

/** A camera by the name its maker gave it. */
export type CameraChoice = { readonly id: string; readonly label: string };

/** The cameras of this tablet; their names are known once one has been allowed. */
export const listCameras = async (): Promise<readonly CameraChoice[]> => {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
};
