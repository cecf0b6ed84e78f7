// What the tree of an audit says about one of its nodes.
import type { AuditNode } from '../../api/types';

/** The nodes from the root down to the one of that id; empty where there is none. */
export function way_to(nodes: readonly AuditNode[], id: string): AuditNode[] {
  for (const node of nodes) {
    if (node.id === id) return [node];
    const below = way_to(node.children ?? [], id);
    if (below.length > 0) return [node, ...below];
  }
  return [];
}

/** What could be done instead of the node: the other children of the nearest choice above it. */
export function alternatives(nodes: readonly AuditNode[], id: string): AuditNode[] {
  const way = way_to(nodes, id);
  for (let at = way.length - 2; at >= 0; at--) {
    const { rule, children = [] } = way[at]!;
    if (rule !== 'any' && rule !== 'atLeast') continue;
    return children.filter((child) => child.status === 'not_needed');
  }
  return [];
}
