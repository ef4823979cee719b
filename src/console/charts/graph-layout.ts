import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";

/** Where a node lies, in the units of the frame. */
export type GraphPoint = { readonly x: number; readonly y: number };

/** Two nodes that are drawn with a line, by their place in the list. */
export type Line = readonly [from: number, to: number];

/** The picture, and what stays free at its edges. */
export type GraphFrame = { readonly width: number; readonly height: number; readonly inset: number };

const STEPS = 300;
const LINE_LENGTH = 60;
const REPULSION = -300;
const NODE_RADIUS = 20;
/** Draws parts that no line joins towards each other; more strongly in height, as pictures are wider than high. */
const GATHERING_X = 0.02;
const GATHERING_Y = 0.03;
/** A graph of two nodes does not fill the picture. */
const ENLARGED_MAX = 1.5;

/**
 * Lays a graph out so that what is joined lies together and nothing covers anything. The same graph lies the same way each
 * time.
 */
export function layoutGraph(count: number, lines: readonly Line[], { width, height, inset }: GraphFrame): GraphPoint[] {
  const nodes: SimulationNodeDatum[] = Array.from({ length: count }, () => ({}));
  forceSimulation(nodes)
    .stop()
    .force("line", forceLink(lines.map(([source, target]) => ({ source, target }))).distance(LINE_LENGTH))
    .force("apart", forceManyBody().strength(REPULSION))
    .force("x", forceX(0).strength(GATHERING_X))
    .force("y", forceY(0).strength(GATHERING_Y))
    .force("cover", forceCollide(NODE_RADIUS))
    .tick(STEPS);
  const horizontal = spanOf(nodes.map(({ x = 0 }) => x));
  const vertical = spanOf(nodes.map(({ y = 0 }) => y));
  const scale = Math.min(
    ENLARGED_MAX,
    (width - 2 * inset) / Math.max(horizontal.length, 1),
    (height - 2 * inset) / Math.max(vertical.length, 1),
  );
  return nodes.map(({ x = 0, y = 0 }) => ({
    x: width / 2 + (x - horizontal.middle) * scale,
    y: height / 2 + (y - vertical.middle) * scale,
  }));
}

function spanOf(values: readonly number[]): { readonly middle: number; readonly length: number } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return { middle: (least + most) / 2, length: most - least };
}
