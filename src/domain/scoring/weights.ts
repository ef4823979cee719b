import * as z from "zod";

const perUnit = z.array(z.array(z.number()));

/**
 * Weights of an additive network: for feature i with standardised value z,
 * f(z) = centre[i] + sum over k of output[i][k] * tanh(hidden[i][k] * z + bias[i][k]).
 */
export const weightsSchema = z.strictObject({
  hidden: perUnit,
  bias: perUnit,
  output: perUnit,
  centre: z.array(z.number()),
});

export type Weights = z.infer<typeof weightsSchema>;
