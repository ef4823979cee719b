type DecisionLinkProps = {
  readonly decisionId: string;
  /** The decision as a reader who hears the page is told of it: "decision of account 2". */
  readonly heard?: string;
};

/** Leads to why a decision was made. */
export const DecisionLink = ({ decisionId, heard = `decision ${decisionId}` }: DecisionLinkProps) => (
  <a class="row-link" href={`/console/decisions/${encodeURIComponent(decisionId)}`}>
    Why<span class="visually-hidden"> {heard}</span>
  </a>
);
