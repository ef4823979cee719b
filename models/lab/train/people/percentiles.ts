/** A distribution known by some of its percentiles: values in rising order, each with the standard normal of its share. */
export type Percentiles = readonly { readonly value: number; readonly normal: number }[];

/** The value at a standard normal: straight between percentiles on a logarithmic scale, continued at both ends. */
export function valueAt(percentiles: Percentiles, normal: number): number {
  const found = percentiles.findIndex((point) => point.normal >= normal);
  const upper = Math.max(1, found === -1 ? percentiles.length - 1 : found);
  const [low, high] = percentiles.slice(upper - 1, upper + 1);
  if (low === undefined || high === undefined) throw new TypeError("A distribution needs two percentiles.");
  const share = (normal - low.normal) / (high.normal - low.normal);
  return Math.exp(Math.log(low.value) * (1 - share) + Math.log(high.value) * share);
}

/** A standard normal made of a part that a person keeps and a part that changes from event to event. */
export function mixed(person: number, event: number, varianceBetweenPeople: number): number {
  return Math.sqrt(varianceBetweenPeople) * person + Math.sqrt(1 - varianceBetweenPeople) * event;
}
