/** Drivers, and all sources of the training that move or type as they do: the same curve, the same delays. */
export type RelatedDrivers = { readonly drivers: readonly string[]; readonly without: readonly string[] };

const LOGNORMAL = ["mimic", "overlapping", "replayed"];

export const RELATED_DRIVERS: readonly RelatedDrivers[] = [
  { drivers: ["ghost_gauss"], without: ["autofill", "bezier", "bezier-eased", "headed", "overshoot", "slow"] },
  { drivers: ["windmouse_uniform"], without: ["wind"] },
  { drivers: ["pw_steps_presssequential"], without: ["drag", "fast", "glide", "stepped"] },
  { drivers: LOGNORMAL, without: LOGNORMAL },
];
