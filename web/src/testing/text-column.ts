import { TEXT_CASTS, type Column } from '@rowhook/contracts';

/** A readable text column, as most are. */
export function textColumn(name: string, position = 1): Column {
  return {
    name,
    type: 'text',
    jsonType: 'string',
    casts: [...TEXT_CASTS],
    pointable: false,
    nullable: true,
    readable: true,
    generated: false,
    comment: null,
    position,
  };
}
