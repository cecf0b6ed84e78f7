// Which stones lie on which cairn: every whole (a certificate, a diploma, a degree) stands on the
// parts that only it, or it first, needs; what is recognised from elsewhere has a cairn of its own.
import type { MapEdge, MapNode, PathMap } from '../../api/types';

export interface Stack {
  key: string;
  /** The whole on top; absent on the stack of what comes from elsewhere. */
  top?: MapNode;
  /** From the bottom up: what is needed first lies below. */
  parts: MapNode[];
}

interface Graph {
  nodes: ReadonlyMap<string, MapNode>;
  part_of: readonly MapEdge[];
  prerequisite: readonly MapEdge[];
  recognised_as: readonly MapEdge[];
}

function graph_of(map: PathMap): Graph {
  const nodes = new Map(map.nodes.map((node) => [node.id, node]));
  const usable = map.edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  const of = (type: MapEdge['type']) => usable.filter((edge) => edge.type === type);
  return {
    nodes,
    part_of: of('part_of'),
    prerequisite: of('prerequisite'),
    recognised_as: of('recognised_as'),
  };
}

/** How many wholes lie on the longest way below each whole. */
function heights(wholes: ReadonlySet<string>, part_of: readonly MapEdge[]): Map<string, number> {
  const found = new Map<string, number>();
  function height(id: string, above: ReadonlySet<string>): number {
    const known = found.get(id);
    if (known !== undefined || above.has(id)) return known ?? 0;
    const deeper = new Set([...above, id]);
    const below = part_of
      .filter(({ from, to }) => to === id && wholes.has(from))
      .map(({ from }) => height(from, deeper) + 1);
    const result = Math.max(0, ...below);
    found.set(id, result);
    return result;
  }
  for (const id of wholes) height(id, new Set());
  return found;
}

/** What is done or not asked carries the rest: 0 done, 1 under way, 2 to come. */
function depth(node: MapNode): number {
  if (node.state === 'done' || node.state === 'waived') return 0;
  return node.state === 'in_progress' ? 1 : 2;
}

/** Bottom up: what is done, then what is to come; a chain of prerequisites lies together, its
    beginning lowest, entries first. */
function piled(parts: readonly MapNode[], prerequisite: readonly MapEdge[]): MapNode[] {
  const here = new Map(parts.map((node) => [node.id, node]));
  const inside = prerequisite.filter(({ from, to }) => here.has(from) && here.has(to));
  const leads = (node: MapNode) => inside.some(({ from }) => from === node.id);
  const waits = (node: MapNode) => inside.some(({ to }) => to === node.id);
  const rank = (node: MapNode) => 3 * depth(node) + (node.entry ? 0 : leads(node) ? 1 : 2);
  const sorted = parts.toSorted((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
  const done = new Set<string>();
  const result: MapNode[] = [];

  function put(node: MapNode): void {
    if (done.has(node.id)) return;
    done.add(node.id);
    for (const edge of inside) {
      const before = edge.to === node.id ? here.get(edge.from) : undefined;
      if (before) put(before);
    }
    result.push(node);
    for (const edge of inside) {
      const after = edge.from === node.id ? here.get(edge.to) : undefined;
      if (after && depth(after) === depth(node)) put(after);
    }
  }
  for (const node of sorted) if (!waits(node)) put(node);
  for (const node of sorted) put(node);
  return result;
}

/** The stacks of a map and which whole each leads to, lowest first. */
export function stacks_of(map: PathMap): { stacks: Stack[]; edges: [string, string][] } {
  const graph = graph_of(map);
  const wholes = new Set(graph.part_of.map(({ to }) => to));
  for (const node of map.nodes) if (node.achievement === map.goal.id) wholes.add(node.id);
  const height = heights(wholes, graph.part_of);
  const home = new Map<string, string>([...wholes].map((id) => [id, id]));

  const lowest = (ids: readonly string[]) =>
    ids.toSorted((a, b) => (height.get(a) ?? 0) - (height.get(b) ?? 0) || a.localeCompare(b))[0];
  for (const id of graph.nodes.keys()) {
    if (home.has(id)) continue;
    const whole = lowest(graph.part_of.filter(({ from }) => from === id).map(({ to }) => to));
    if (whole) home.set(id, whole);
  }
  // What is only needed first lies with what needs it.
  for (let round = 0; round < graph.nodes.size; round++) {
    for (const { from, to } of graph.prerequisite) {
      const there = home.get(to);
      if (!home.has(from) && there) home.set(from, there);
    }
  }

  const stacks = [...wholes].map((id): Stack => {
    const parts = map.nodes.filter((node) => node.id !== id && home.get(node.id) === id);
    return { key: id, top: graph.nodes.get(id), parts: piled(parts, graph.prerequisite) };
  });
  const elsewhere = map.nodes.filter((node) => !home.has(node.id));
  const edges = graph.part_of
    .filter(({ from }) => wholes.has(from))
    .map(({ from, to }): [string, string] => [from, to]);
  if (elsewhere.length > 0) {
    const key = 'elsewhere';
    stacks.unshift({ key, parts: piled(elsewhere, graph.prerequisite) });
    const least = Math.min(...height.values());
    for (const id of wholes) if (height.get(id) === least) edges.push([key, id]);
  }
  return { stacks, edges };
}
