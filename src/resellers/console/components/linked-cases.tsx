import type { LinkedCaseView } from "../../wire/case-link.ts";
import { casesHref, STATE_WORDS } from "../view-models/resellers.ts";
import { SubjectName } from "./subject.tsx";

const BY_WORDS: { readonly [by in LinkedCaseView["by"]]: string } = {
  purchase: "it offers what this checkout bought",
  "linked-account": "it offers what an account bought that is linked to this one",
  identity: "its seller has this phone, address or payment",
};

const OF_CLUSTER = "it offers what one of these accounts bought";

type LinkedCasesProps = { readonly cases: readonly LinkedCaseView[]; readonly of: "checkout" | "cluster" };

/** Impostor shops that a checkout or a cluster of accounts leads to, and how. */
export const LinkedCases = ({ cases, of }: LinkedCasesProps) => (
  <section class="card panel" aria-labelledby="cases">
    <h2 id="cases">Which impostor shops does it lead to?</h2>
    <ul class="similar">
      {cases.map(({ caseId, subject, state, by }) => (
        <li>
          <a class="row-link" href={casesHref({ scope: "all" }, caseId)}>
            <SubjectName subject={subject} />
          </a>{" "}
          <span class="soft small">
            {STATE_WORDS[state]} · {of === "cluster" ? OF_CLUSTER : BY_WORDS[by]}
          </span>
        </li>
      ))}
    </ul>
  </section>
);
