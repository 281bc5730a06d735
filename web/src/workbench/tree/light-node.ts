import { lighting } from '../highlight';
import type { TreeNode } from './tree';

/** Lights a node's place in the payload. */
export function lightNode(node: TreeNode): void {
  if (node.path === undefined) return;
  lighting.set({ row: node.kind === 'field' ? node.row.id : undefined, path: node.path, by: 'mapping' });
}
