import { Popover } from '@base-ui/react/popover';
import { Braces } from 'lucide-react';
import { useRef, useState } from 'react';
import { visibleName, visibleText } from '../../lib/visible-text';
import { JsonPointerKeys } from './json-pointer-keys';
import styles from './json-pointer-picker.module.css';

interface JsonPointerPickerProps {
  id: number;
  /** Id of the element with its issues. */
  issuesId: string | undefined;
  column: string;
  at: string | undefined;
}

/** Chooses which part of a json column is sent: the whole value, or the value at a key. */
export function JsonPointerPicker({ id, issuesId, column, at }: JsonPointerPickerProps) {
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const whole = at === undefined || at === '';
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className={styles.trigger}
        aria-label={`Inside ${visibleName(column)}: ${whole ? 'whole value' : visibleText(at)}`}
        aria-describedby={issuesId}
        data-part="value"
        title={whole ? `Choose what to send from inside ${visibleName(column)}` : at}
        tabIndex={-1}
        data-whole={whole}
      >
        {whole ? (
          <Braces size={14} aria-hidden />
        ) : (
          <span>
            <bdi>{visibleText(at)}</bdi>
          </span>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={styles.positioner} sideOffset={4} align="start" collisionPadding={8}>
          <Popover.Popup
            className={styles.popup}
            aria-label={`Keys inside ${visibleName(column)}`}
            initialFocus={input}
          >
            <JsonPointerKeys id={id} column={column} at={at} input={input} onDone={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
