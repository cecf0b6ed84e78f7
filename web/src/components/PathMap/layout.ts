// Where each achievement of a map stands: layers from the first steps to the goal, by dagre.
import dagre from '@dagrejs/dagre';
import type { MapEdge, MapNode } from '../../api/types';

export const NODE_WIDTH = 204;
export const NODE_HEIGHT = 92;
const MARGIN = 26;

export interface Spot {
  node: MapNode;
  /** Centre. */
  x: number;
  y: number;
}

export interface Line {
  edge: MapEdge;
  path: string;
}

export interface Layout {
  width: number;
  height: number;
  spots: readonly Spot[];
  lines: readonly Line[];
}

interface Point {
  x: number;
  y: number;
}

/** A curve that leaves and arrives level, through the points. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  let from = first;
  for (const to of rest) {
    const middle = (from.x + to.x) / 2;
    path += `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
    from = to;
  }
  return path;
}

export function lay_out(
  nodes: readonly MapNode[],
  edges: readonly MapEdge[],
  direction: 'ltr' | 'rtl',
): Layout {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 20, ranksep: 74, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) {
    graph.setNode(node.id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  }
  const known = new Set(nodes.map(({ id }) => id));
  const usable = edges.filter(({ from, to }) => known.has(from) && known.has(to));
  usable.forEach((edge, index) => {
    // Parts pull their wholes close; advice about order may stretch.
    const weight = edge.type === 'part_of' ? 3 : 1;
    graph.setEdge(edge.from, edge.to, { weight }, `${index}`);
  });
  dagre.layout(graph);

  const { width = 0, height = 0 } = graph.graph();
  const mirrored = (x: number) => (direction === 'rtl' ? width - x : x);
  const spots = nodes.map((node) => {
    const { x, y } = graph.node(node.id);
    return { node, x: mirrored(x), y };
  });
  const lines = usable.map((edge, index) => {
    const label = graph.edge({ v: edge.from, w: edge.to, name: `${index}` });
    const points: Point[] = label.points ?? [];
    return { edge, path: curve(points.map(({ x, y }) => ({ x: mirrored(x), y }))) };
  });
  return { width, height, spots, lines };
}

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** The node that an arrow key leads to: near, and more ahead than aside. */
export function neighbour(spots: readonly Spot[], from: Spot, arrow: Arrow): Spot | undefined {
  let best: Spot | undefined;
  let least = Infinity;
  for (const spot of spots) {
    if (spot === from) continue;
    const dx = spot.x - from.x;
    const dy = spot.y - from.y;
    const ahead = { ArrowLeft: -dx, ArrowRight: dx, ArrowUp: -dy, ArrowDown: dy }[arrow];
    const aside = Math.abs(arrow === 'ArrowLeft' || arrow === 'ArrowRight' ? dy : dx);
    if (ahead < 1) continue;
    const cost = ahead + 2.5 * aside;
    if (cost < least) [best, least] = [spot, cost];
  }
  return best;
}

let ruler: CanvasRenderingContext2D | null | undefined;

/** The text in at most `most` lines of `width` units; the last ends in an ellipsis if it must. */
export function wrap(text: string, font: string, width: number, most: number): string[] {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return [text];
  ruler.font = font;
  const fits = (line: string) => ruler!.measureText(line).width <= width;
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const kept = lines.slice(0, most);
  const end = kept.length - 1;
  const cut = lines.length > most || !fits(kept[end] ?? '');
  if (cut) {
    let line = `${kept[end]}…`;
    if (lines.length > most) line = `${kept[end]} ${lines[most]}…`;
    while (line.length > 2 && !fits(line)) line = `${line.slice(0, -2)}…`;
    kept[end] = line;
  }
  return kept;
}
