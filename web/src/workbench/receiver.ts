import type { ApiError } from '../api/errors';
import { createStore, type Store } from '../lib/store';
import type { TargetField } from '../mapping/target';
import { NO_CHOICES, type Choices } from './match-sample/choices';
import type { ReceiverSchema } from './schema/receiver-schema';

/** What the user entered about the receiver of the payloads. */
export interface Receiver {
  /** The text of its webhook URL. */
  url: Store<string>;
  /** The text of an example payload. */
  example: Store<string>;
  /** What is chosen in Match a sample for this example and not applied yet. */
  choices: Store<Choices>;
  /** The fields of the example, until the user removes them. */
  target: Store<readonly TargetField[] | undefined>;
  schema: Store<ReceiverSchema | undefined>;
  /** The gateway's error about this schema. */
  schemaRefusal: Store<ApiError | undefined>;
}

export function createReceiver({ target, schema }: Pick<Receiver, 'target' | 'schema'>): Receiver {
  const schemaRefusal = createStore<ApiError | undefined>(undefined);
  schema.subscribe(() => schemaRefusal.set(undefined));
  return {
    url: createStore(''),
    example: createStore(''),
    choices: createStore(NO_CHOICES),
    target,
    schema,
    schemaRefusal,
  };
}
