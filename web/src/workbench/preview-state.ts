import type { Sample } from '@rowhook/contracts';
import type { ApiFailure } from '../api/errors';
import type { Answered } from '../api/previews';

/** How far the preview of a mapping has come. */
export interface PreviewState {
  /** The last sample, until that of the rows asked for is there. */
  sample: Sample | undefined;
  /** When the sample was taken; undefined while it is one of other rows. */
  takenAt: string | undefined;
  /** Whether there is a mapping that a payload can be asked for. */
  askable: boolean;
  /** The last good answer, until there is a better one. */
  answer: Answered | undefined;
  /** Index of the payload shown, one that the answer has; 0 where it has none. */
  row: number;
  failure: ApiFailure | undefined;
  /** Whether rows or payloads are on their way, or were stopped. */
  reading: 'under way' | 'cancelled' | undefined;
  refreshing: boolean;
  cancel: () => void;
  retry: () => void;
  refresh: () => void;
}
