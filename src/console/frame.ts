/** What the header of every console page names. */
export type Frame = {
  /** As the operator calls it, for example `development` or `production`. */
  readonly environment: string;
  readonly person: { readonly email: string; readonly roles: readonly string[] };
  /** Where the page belongs, and the sections that this person may open. */
  readonly section: Section;
  readonly sections: readonly Section[];
  readonly sale?: { readonly saleId: string; readonly title: string } | undefined;
};

/** The sections that exist; the menu shows those of them that a person may open. */
export const SECTIONS = [
  { name: "sales", title: "Sales", href: "/console" },
  { name: "decisions", title: "Decisions", href: "/console/decisions" },
  { name: "reviews", title: "Reviews", href: "/console/reviews" },
  { name: "rules", title: "Rules", href: "/console/rules" },
  { name: "lists", title: "Lists", href: "/console/lists" },
  { name: "model", title: "Model", href: "/console/model" },
  { name: "resellers", title: "Resellers", href: "/console/resellers" },
  { name: "webhooks", title: "Webhooks", href: "/console/webhooks" },
  { name: "erasures", title: "Erasure", href: "/console/erasures" },
] as const;
export type Section = (typeof SECTIONS)[number]["name"];
