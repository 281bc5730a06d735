import { utf8Length } from '@rowhook/contracts';
import { memo } from 'react';
import { Button } from '../../components/button';
import { formatBytes } from '../../components/format';
import { spaceAfter, type Line } from './model/layout';
import { isUnsafeInteger } from '../../json/tokens';
import styles from './payload-lines.module.css';

/** A string longer than this is folded to its beginning; copying takes the whole. */
const FOLD_AT = 600;
const FOLDED_TO = 240;

interface PayloadLineProps {
  line: Line;
  body: string;
  lit: boolean;
  /** Sends the field of this line as a string; undefined where it has no such choice. */
  onSendAsString: (() => void) | undefined;
  onPoint: (() => void) | undefined;
}

export const PayloadLine = memo(function PayloadLine({
  line,
  body,
  lit,
  onSendAsString,
  onPoint,
}: PayloadLineProps) {
  const rounded = line.tokens.some(
    ({ kind, start, end }) => kind === 'number' && isUnsafeInteger(body.slice(start, end)),
  );
  return (
    <div className={styles.line} data-lit={lit} data-indent={line.indent} onPointerEnter={onPoint}>
      <span className={styles.text} style={{ paddingLeft: `${Math.min(line.indent, 16) * 2 + 2}ch` }}>
        {line.tokens.map(({ kind, start, end }, index) => {
          const folded = kind === 'string' && end - start > FOLD_AT;
          const text =
            body.slice(start, folded ? start + FOLDED_TO : end) + (spaceAfter(line, index, body) ? ' ' : '');
          return (
            <span key={start} className={styles[kind]}>
              {text}
              {folded ? (
                <span className={styles.folded}>… {formatBytes(utf8Length(body.slice(start, end)))}</span>
              ) : null}
            </span>
          );
        })}
      </span>
      {rounded ? (
        <span className={styles.note} title="JavaScript receivers will round this: it is beyond 2^53.">
          JavaScript will round this
          {onSendAsString === undefined ? null : (
            <Button look="link" onClick={onSendAsString}>
              Send as string
            </Button>
          )}
        </span>
      ) : null}
    </div>
  );
});
