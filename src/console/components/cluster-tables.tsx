import { type ClusterCut, type ClusterEdge, type ClusterView, kindsWords, numbersOf } from "../view-models/cluster.ts";
import { countOf, countWords, figureWords } from "../words/count.ts";
import { Code } from "./code.tsx";
import { DecisionLink } from "./decision-link.tsx";
import { Moment } from "./moment.tsx";
import { Scroll } from "./scroll.tsx";
import { WhyField } from "./why-field.tsx";

type Props = { readonly view: ClusterView };

const BY_WORDS: { readonly [by in ClusterEdge["by"]]: string } = {
  tried: "named at checkouts",
  held: "held or bought with it",
  earlier: "in an earlier sale",
};

/** Why each account stands with another one, and the way to say that it does not. */
export const ClusterEdges = ({ view }: Props) => {
  const numbers = numbersOf(view);
  return (
    <Scroll label="Why these accounts stand together">
      <table>
        <caption>What two accounts share; from a weight of 1 on they stand together</caption>
        <thead>
          <tr>
            <th scope="col">Accounts</th>
            <th scope="col">Both have the same</th>
            <th scope="col" class="number">
              Weight
            </th>
            <th scope="col">Known by what they</th>
            <th scope="col">Since</th>
            {view.mayCut ? <th scope="col">Wrong?</th> : null}
          </tr>
        </thead>
        <tbody>
          {view.edges.map((edge, at) => (
            <tr>
              <th scope="row">
                {numbers.get(edge.account)} and {numbers.get(edge.other)}
              </th>
              <td>{kindsWords(edge.kinds)}</td>
              <td class="number">{figureWords(Number(edge.weight.toFixed(2)))}</td>
              <td>
                {BY_WORDS[edge.by]}
                {edge.by === "earlier" ? <span class="code"> {edge.saleId}</span> : null}
              </td>
              <td>
                <Moment atMs={edge.atMs} />
              </td>
              {view.mayCut ? (
                <td>
                  <CutForm view={view} edge={edge} id={`cut-${at}`} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};

const CutForm = ({ view, edge, id }: Props & { readonly edge: ClusterEdge; readonly id: string }) => {
  const numbers = numbersOf(view);
  const pair = `${numbers.get(edge.account)} and ${numbers.get(edge.other)}`;
  return (
    <details>
      <summary>
        Cut <span class="visually-hidden">between {pair}</span>
      </summary>
      <form class="cut-form" method="post" action={`/console/sales/${encodeURIComponent(view.saleId)}/cuts`}>
        <input type="hidden" name="account" value={edge.account} />
        <input type="hidden" name="other" value={edge.other} />
        <input type="hidden" name="back" value={view.account} />
        <WhyField id={id} question={`Why do ${pair} not belong together?`} />
        <button class="button button-primary" type="submit">
          Cut: they are different people
        </button>
      </form>
    </details>
  );
};

/** The accounts by their number in the picture. */
export const ClusterAccounts = ({ view }: Props) => (
  <Scroll label="Accounts of this cluster">
    <table>
      <caption>Accounts, by their number in the picture</caption>
      <thead>
        <tr>
          <th scope="col" class="number">
            Number
          </th>
          <th scope="col">Account</th>
          <th scope="col" class="number">
            Attempts
          </th>
          <th scope="col" class="number">
            Units held or bought
          </th>
          <th scope="col">Latest decision</th>
        </tr>
      </thead>
      <tbody>
        {view.accounts.map(({ account, isAway, decisions, units, lastDecisionId }, at) => (
          <tr>
            <td class="number">{at + 1}</td>
            <th scope="row">
              <Code>{account}</Code>
              {account === view.account ? <span class="soft small"> this one was looked up</span> : null}
            </th>
            {isAway ? (
              <td colspan={3} class="soft">
                Known from earlier sales, not seen in this one
              </td>
            ) : (
              <>
                <td class="number">{countWords(decisions)}</td>
                <td class="number">{countWords(units)}</td>
                <td>
                  {lastDecisionId === undefined ? (
                    <span class="soft">not in the archive yet</span>
                  ) : (
                    <DecisionLink decisionId={lastDecisionId} heard={`decision of account ${at + 1}`} />
                  )}
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);

/** What accounts share, hubs named as such. */
export const SharedThings = ({ view }: Props) => {
  const numbers = numbersOf(view);
  if (view.shared.length === 0) return <p class="soft">Nothing that two accounts named is in the archive yet.</p>;
  return (
    <Scroll label="What accounts share">
      <table>
        <caption>What several accounts of this sale named, the most shared first</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Pseudonym</th>
            <th scope="col" class="number">
              Accounts in the sale
            </th>
            <th scope="col">Of these</th>
          </tr>
        </thead>
        <tbody>
          {view.shared.map(({ kind, pseudonym, accounts, members, isHub }) => (
            <tr>
              <th scope="row">
                {kindsWords([kind])} {isHub ? <span class="badge">hub: says little</span> : null}
              </th>
              <td>
                <Code>{pseudonym}</Code>
              </td>
              <td class="number">{countWords(accounts)}</td>
              <td>{numbersIn(numbers, members)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};

function numbersIn(numbers: ReadonlyMap<string, number>, members: readonly string[]): string {
  const known = members.flatMap((member) => numbers.get(member) ?? []);
  return known.sort((a, b) => a - b).join(", ");
}

/** Links that staff cut, each with the way to take it back. */
export const ClusterCuts = ({ view }: Props) => (
  <Scroll label="Links that staff cut">
    <table>
      <caption>
        Kept apart in this and other sales of the shop, until somebody takes it back. What rules say of one shared
        device or address stays as it is.
      </caption>
      <thead>
        <tr>
          <th scope="col">Accounts</th>
          <th scope="col">Who and when</th>
          <th scope="col">Why</th>
          {view.mayCut ? <th scope="col">Take back</th> : null}
        </tr>
      </thead>
      <tbody>
        {view.cuts.map((cut) => (
          <tr>
            <th scope="row">
              <Code>{cut.account}</Code> and <Code>{cut.other}</Code>
              <span class="soft small"> shared {kindsWords(cut.kinds)}</span>
            </th>
            <td>
              {cut.by}, <Moment atMs={cut.atMs} />
            </td>
            <td>{cut.why}</td>
            {view.mayCut ? (
              <td>
                <RestoreForm view={view} cut={cut} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);

const RestoreForm = ({ view, cut }: Props & { readonly cut: ClusterCut }) => (
  <details>
    <summary>
      Take back <span class="visually-hidden">the cut of {cut.by}</span>
    </summary>
    <form class="cut-form" method="post" action={`/console/sales/${encodeURIComponent(view.saleId)}/cuts/${cut.cutId}`}>
      <input type="hidden" name="back" value={view.account} />
      <WhyField id={`restore-${cut.cutId}`} question="Why do they belong together after all?" />
      <button class="button button-primary" type="submit">
        Join them again
      </button>
    </form>
  </details>
);

/** The size of a cluster, and how much of it the page shows. */
export function sizeWords({ size, accounts }: Pick<ClusterView, "size" | "accounts">): string {
  const shown = accounts.filter(({ isAway }) => !isAway).length;
  const words = countOf(size, "account", "accounts");
  return shown < size ? `${words}, of which the first ${countWords(shown)} are shown` : words;
}
