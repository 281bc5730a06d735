import type { RelationName } from '@rowhook/contracts';

/** The name of a file about a relation. It needs no quotes in a shell. */
export function fileName({ name }: RelationName, extension: string): string {
  const plain = name.replace(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^[-.]+/, '');
  return `${plain === '' ? 'export' : plain}.${extension}`;
}
