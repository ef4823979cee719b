/**
 * Sources of the training that move as a driver of earlier recordings does, whoever wrote it: the same curve, the same wind,
 * the same line.
 */
export const KIN: { readonly [driver: string]: readonly string[] } = {
  ghost_gauss: ["autofill", "bezier", "bezier-eased", "headed", "overshoot", "slow"],
  windmouse_uniform: ["wind"],
  pw_steps_presssequential: ["drag", "fast", "glide", "stepped"],
};
