// The map as a tree for reading: a whole with its parts below it.
import type { MapEdge, MapNode, PathMap } from '../../api/types';

export interface Branch {
  /** Unique in the tree, although an achievement can be part of several wholes. */
  key: string;
  node: MapNode;
  parts: Branch[];
  /** Ids of what must be held first. */
  first: string[];
  /** Ids of awards elsewhere that are recognised as this. */
  recognised_from: string[];
  /** True where the parts were shown above already. */
  again: boolean;
}

function sources(edges: readonly MapEdge[], to: string, type: MapEdge['type']): string[] {
  const found = edges
    .filter((edge) => edge.to === to && edge.type === type)
    .map(({ from }) => from);
  // Wholes before single parts.
  const whole = (id: string) =>
    Number(edges.some((edge) => edge.to === id && edge.type === 'part_of'));
  return found.toSorted((a, b) => whole(b) - whole(a));
}

/** The goal's tree, then trees of what the goal's tree does not reach. */
export function tree_of(map: PathMap): Branch[] {
  const nodes = new Map(map.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();

  function branch(node: MapNode, above: string): Branch {
    const again = seen.has(node.id);
    seen.add(node.id);
    const key = `${above}>${node.id}`;
    const parts = again ? [] : sources(map.edges, node.id, 'part_of');
    return {
      key,
      node,
      again: again && sources(map.edges, node.id, 'part_of').length > 0,
      first: sources(map.edges, node.id, 'prerequisite'),
      recognised_from: sources(map.edges, node.id, 'recognised_as'),
      parts: parts.flatMap((id) => {
        const part = nodes.get(id);
        return part ? [branch(part, key)] : [];
      }),
    };
  }

  const roots = map.nodes.filter(({ achievement }) => achievement === map.goal.id);
  const trees = roots.map((node) => branch(node, ''));
  const parts = new Set(map.edges.filter(({ type }) => type === 'part_of').map(({ from }) => from));
  for (const node of map.nodes) {
    if (!seen.has(node.id) && !parts.has(node.id)) trees.push(branch(node, ''));
  }
  for (const node of map.nodes) if (!seen.has(node.id)) trees.push(branch(node, ''));
  return trees;
}
