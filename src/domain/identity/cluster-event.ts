/** One thing that staff said of a cluster: the bodies of a hash chain. Says nothing of whom; the cut's own row does. */
export type ClusterEvent = {
  readonly kind: "cut" | "joined";
  readonly cutId: string;
  readonly shop: string;
  /** Where it was seen. */
  readonly saleId: string;
  /** What the two accounts shared. */
  readonly kinds: readonly string[];
  readonly by: { readonly sub: string; readonly email: string };
  readonly atMs: number;
  readonly why: string;
};
