import type { FieldPath } from '@rowhook/contracts';
import { memo } from 'react';
import { Button } from '../../ui/button';
import { ExactText } from '../../ui/exact-text';
import { FoldedText } from '../../ui/folded-text';
import { roundedTo } from '../../lib/json/rounding';
import { spaceAfter, type Line } from './line-layout';
import styles from './payload-lines.module.css';

interface PayloadLineProps {
  line: Line;
  body: string;
  lit: boolean;
  /** The choice to send the field at a path as a string, where it has one. */
  sendAsString: (path: FieldPath) => (() => void) | undefined;
  onPoint: (path: FieldPath) => void;
}

export const PayloadLine = memo(function PayloadLine({
  line,
  body,
  lit,
  sendAsString,
  onPoint,
}: PayloadLineProps) {
  const rounded = line.tokens
    .filter(({ kind }) => kind === 'number')
    .map(({ start, end }) => roundedTo(body.slice(start, end)))
    .find((read) => read !== undefined);
  const onSendAsString = rounded === undefined ? undefined : sendAsString(line.path);
  return (
    <div
      className={styles.line}
      data-lit={lit}
      data-indent={line.indent}
      onPointerEnter={() => onPoint(line.path)}
    >
      <span className={styles.text} style={{ paddingLeft: `${Math.min(line.indent, 16) * 2 + 2}ch` }}>
        {line.tokens.map(({ kind, start, end }, index) => {
          const text = body.slice(start, end);
          return (
            <span key={start} className={styles[kind]}>
              {kind === 'string' ? (
                <FoldedText text={text} />
              ) : kind === 'key' ? (
                <ExactText text={text} />
              ) : (
                text
              )}
              {spaceAfter(line, index, body) ? ' ' : ''}
            </span>
          );
        })}
      </span>
      {rounded === undefined ? null : (
        <span className={styles.note} title={`JavaScript receivers will read ${rounded}.`}>
          JavaScript will round this
          {onSendAsString === undefined ? null : (
            <Button look="link" onClick={onSendAsString}>
              Send as string
            </Button>
          )}
        </span>
      )}
    </div>
  );
});
