import * as z from "zod";
import { WHY_LENGTH_MAX } from "../domain/limits.ts";
import type { PublicationRefusal } from "../domain/publication/publication.ts";
import type { Problem } from "./problem.ts";

/** Why staff did something. */
export const why = z
  .string()
  .trim()
  .min(1)
  .max(WHY_LENGTH_MAX)
  .meta({ description: "Kept with the action for as long as there is a history." });

/** Body of approving a proposal, and of taking one back. */
export const decideProposalBody = z.strictObject({ proposal: z.int().min(1), why }).meta({ id: "DecideProposal" });

/** What the caller hears of a refusal to publish, whatever was to be published. */
export function publicationProblem({ kind }: PublicationRefusal): Problem {
  switch (kind) {
    case "already-live":
      return { slug: kind, detail: "Nothing was changed: this very version is live." };
    case "changed-meanwhile":
      return {
        slug: kind,
        detail: "Another version went live since this one was checked. Check and publish it again.",
      };
    case "proposal-unknown":
      return { slug: kind, detail: "It was withdrawn or published, or another version went live since." };
    case "second-person-needed":
      return { slug: kind, detail: "You proposed this version, so another person must approve it." };
  }
}

/** Member of the answers of all publications. */
export const endedProposals = z.array(z.int()).optional().meta({
  description: "Proposals that this ended, since their effect was measured against a version that is live no more.",
});
