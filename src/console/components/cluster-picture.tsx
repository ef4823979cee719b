import { layoutGraph } from "../charts/graph-layout.ts";
import { type ClusterView, clusterGraph, kindsWords } from "../view-models/cluster.ts";
import { countOf } from "../words/count.ts";

const FRAME = { width: 720, height: 420, inset: 32 };
const ACCOUNT_RADIUS = 13;
const HUB_HALF = 11;
/** A weight of 1 is what it takes to belong together; more is drawn broader, up to a limit. */
const WEIGHT_WIDTH = 2;
const WEIGHT_MAX = 3;

/** Accounts as circles by their number, hubs as squares, and lines for why they stand together. The tables say the same. */
export const ClusterPicture = ({ view }: { readonly view: ClusterView }) => {
  const { accounts } = view;
  const { hubs, lines, edges } = clusterGraph(view);
  const places = layoutGraph(accounts.length + hubs.length, lines, FRAME).map(({ x, y }) => ({
    x: Math.round(x),
    y: Math.round(y),
  }));
  const at = (index: number) => places[index] ?? { x: 0, y: 0 };
  return (
    <svg
      class="graph"
      viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
      role="img"
      aria-label={`${countOf(accounts.length, "account", "accounts")} and what joins them; the tables below say the same`}
    >
      {lines.map(([from, to], line) => {
        const edge = edges[line];
        return (
          <line
            class={`graph-line graph-line-${edge?.by ?? "hub"}`}
            x1={at(from).x}
            y1={at(from).y}
            x2={at(to).x}
            y2={at(to).y}
            stroke-width={edge === undefined ? 1 : Math.min(edge.weight, WEIGHT_MAX) * WEIGHT_WIDTH}
          >
            <title>{edge === undefined ? "shares a hub" : `same ${kindsWords(edge.kinds)}`}</title>
          </line>
        );
      })}
      {hubs.map(({ kind, accounts: named }, hub) => {
        const { x, y } = at(accounts.length + hub);
        return (
          <g>
            <rect
              class="graph-hub"
              x={x - HUB_HALF}
              y={y - HUB_HALF}
              width={2 * HUB_HALF}
              height={2 * HUB_HALF}
              rx="3"
            />
            <text class="graph-hub-words" x={x} y={y - HUB_HALF - 4}>
              {kindsWords([kind])}, {named}
            </text>
          </g>
        );
      })}
      {accounts.map(({ account, isAway }, index) => {
        const { x, y } = at(index);
        const asked = account === view.account ? " graph-account-asked" : "";
        return (
          <g class={`graph-account${isAway ? " graph-account-away" : ""}${asked}`}>
            <circle cx={x} cy={y} r={ACCOUNT_RADIUS} />
            <text x={x} y={y}>
              {index + 1}
            </text>
          </g>
        );
      })}
    </svg>
  );
};
