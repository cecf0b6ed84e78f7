// Where each stone of a map lies: dagre places the cairns from left to right, lowest whole first;
// within a cairn the stones lie on top of each other.
import dagre from '@dagrejs/dagre';
import type { MapEdge, MapNode, PathMap } from '../../api/types';
import { stacks_of, type Stack } from './stacks';
import { wrap } from './wrap';

export const STONE_WIDTH = 216;
export const NAME_FONT = '600 14px system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif';
export const LINE_HEIGHT = 18;
const BESIDE_NAME = 62;
const GAP = 20;
const PADDING = 22;
const SIDE = 26;
const MARGIN = 8;
const BETWEEN = 58;
const MOST_LINES = 4;
/** Room for the name of a cairn without a whole on top. */
const LABEL = 18;

export interface Spot {
  node: MapNode;
  name: string[];
  /** Centre and height. */
  x: number;
  y: number;
  height: number;
  stack: string;
  top: boolean;
}

export interface Line {
  edge: MapEdge;
  path: string;
  /** A part below its own whole: the pile shows it, so it is drawn only when asked about. */
  implied: boolean;
}

export interface Bed {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Layout {
  width: number;
  height: number;
  spots: readonly Spot[];
  lines: readonly Line[];
  beds: readonly Bed[];
}

type Reading = 'ltr' | 'rtl';

function measured(stack: Stack, name: (node: MapNode) => string) {
  const nodes = [...stack.parts, ...(stack.top ? [stack.top] : [])];
  const stones = nodes.map((node) => {
    const lines = wrap(name(node), NAME_FONT, STONE_WIDTH - 32, MOST_LINES);
    return { node, lines, height: BESIDE_NAME + lines.length * LINE_HEIGHT };
  });
  const around = 2 * PADDING - GAP + (stack.top ? 0 : LABEL);
  const height = stones.reduce((sum, stone) => sum + stone.height + GAP, around);
  return { stack, stones, height };
}

/** From edge to edge of two stones, in the direction of reading between cairns, upward within. */
function connection(from: Spot, to: Spot, direction: Reading): string {
  const sign = direction === 'rtl' ? -1 : 1;
  const half = (sign * STONE_WIDTH) / 2;
  if (from.stack !== to.stack && Math.sign(to.x - from.x) === sign) {
    const [x1, x2] = [from.x + half, to.x - half];
    const bend = Math.max(34, Math.abs(x2 - x1) * 0.45) * sign;
    return `M${x1} ${from.y}C${x1 + bend} ${from.y} ${x2 - bend} ${to.y} ${x2} ${to.y}`;
  }
  const bottom = from.y - from.height / 2;
  const top = to.y + to.height / 2;
  if (from.stack === to.stack && bottom - top > 0 && bottom - top <= GAP + 1) {
    return `M${from.x} ${bottom}V${top}`;
  }
  // Around the stones between, through the margin of the cairn.
  const [x1, x2] = [from.x + half, to.x + half];
  const far = Math.max(x1 * sign, x2 * sign) * sign + (SIDE - 4) * sign;
  return `M${x1} ${from.y}C${far} ${from.y} ${far} ${to.y} ${x2} ${to.y}`;
}

export function lay_out(map: PathMap, name: (node: MapNode) => string, direction: Reading): Layout {
  const { stacks, edges } = stacks_of(map);
  const piles = stacks.map((stack) => measured(stack, name));
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({
    rankdir: 'LR',
    ranksep: BETWEEN,
    nodesep: 28,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  const pile_width = STONE_WIDTH + 2 * SIDE;
  for (const { stack, height } of piles) graph.setNode(stack.key, { width: pile_width, height });
  for (const [from, to] of edges) graph.setEdge(from, to);
  dagre.layout(graph);

  const { width = 0, height = 0 } = graph.graph();
  const columns = new Map<number, number>();
  for (const { stack } of piles) {
    const { x } = graph.node(stack.key);
    columns.set(x, (columns.get(x) ?? 0) + 1);
  }
  const spots: Spot[] = [];
  const beds: Bed[] = [];
  for (const pile of piles) {
    const place = graph.node(pile.stack.key);
    const x = direction === 'rtl' ? width - place.x : place.x;
    // A cairn alone in its column stands on the ground.
    const alone = columns.get(place.x) === 1;
    const ground = alone ? height - MARGIN : place.y + pile.height / 2;
    beds.push({
      key: pile.stack.key,
      x: x - pile_width / 2,
      y: ground - pile.height,
      width: pile_width,
      height: pile.height,
    });
    let bottom = ground - PADDING;
    for (const stone of pile.stones) {
      const y = bottom - stone.height / 2;
      const top = stone.node === pile.stack.top;
      spots.push({
        node: stone.node,
        name: stone.lines,
        x,
        y,
        height: stone.height,
        stack: pile.stack.key,
        top,
      });
      bottom -= stone.height + GAP;
    }
  }

  const by_id = new Map(spots.map((spot) => [spot.node.id, spot]));
  const lines = map.edges.flatMap((edge): Line[] => {
    const [from, to] = [by_id.get(edge.from), by_id.get(edge.to)];
    if (!from || !to) return [];
    const implied = edge.type === 'part_of' && from.stack === to.stack;
    return [{ edge, path: connection(from, to, direction), implied }];
  });
  return { width, height, spots, lines, beds };
}

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** The stone that an arrow key leads to: near, and more ahead than aside. */
export function neighbour(spots: readonly Spot[], from: Spot, arrow: Arrow): Spot | undefined {
  let best: Spot | undefined;
  let least = Infinity;
  const sideways = arrow === 'ArrowLeft' || arrow === 'ArrowRight';
  for (const spot of spots) {
    if (spot === from || (!sideways && spot.stack !== from.stack && spot.x !== from.x)) continue;
    const dx = spot.x - from.x;
    const dy = spot.y - from.y;
    const ahead = { ArrowLeft: -dx, ArrowRight: dx, ArrowUp: -dy, ArrowDown: dy }[arrow];
    if (ahead < 1) continue;
    const cost = sideways ? 4 * ahead + Math.abs(dy) : ahead;
    if (cost < least) [best, least] = [spot, cost];
  }
  return best;
}
