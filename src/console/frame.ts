/** What the header of every console page names. */
export type Frame = {
  /** As the operator calls it, for example `development` or `production`. */
  readonly environment: string;
  readonly person: { readonly email: string; readonly roles: readonly string[] };
  readonly sale?: { readonly saleId: string; readonly title: string } | undefined;
};

/** The sections that exist; the navigation shows no others. */
export const SECTIONS = [
  { name: "sales", title: "Sales", href: "/console" },
  { name: "decisions", title: "Decisions", href: "/console/decisions" },
  { name: "reviews", title: "Reviews", href: "/console/reviews" },
  { name: "rules", title: "Rules", href: "/console/rules" },
  { name: "lists", title: "Lists", href: "/console/lists" },
  { name: "model", title: "Model", href: "/console/model" },
  { name: "resellers", title: "Resellers", href: "/console/resellers" },
  { name: "erasures", title: "Erasure", href: "/console/erasures" },
] as const;
export type Section = (typeof SECTIONS)[number]["name"];
