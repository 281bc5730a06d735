import { visibleText } from '../lib/visible-text';
import { Button } from '../ui/button';
import { ExactText } from '../ui/exact-text';

interface PathLinkProps {
  /** The field's path or the place in the payload. */
  path: string;
  /** Focuses the field; undefined if the mapping has none. */
  onGoTo: (() => void) | undefined;
}

/** A path that leads to its field, if there is one. */
export function PathLink({ path, onGoTo }: PathLinkProps) {
  const code = (
    <code>
      <ExactText text={path} />
    </code>
  );
  return onGoTo === undefined ? (
    code
  ) : (
    <Button look="link" aria-label={`Go to ${visibleText(path)}`} onClick={onGoTo}>
      {code}
    </Button>
  );
}
