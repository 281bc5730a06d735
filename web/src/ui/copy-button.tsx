import { Check, Copy, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton, type ButtonProps } from './button';
import styles from './copy-button.module.css';

type CopyButtonProps = Pick<ButtonProps, 'look' | 'disabled'> & {
  label: string;
  /** Called when the button is pressed. */
  text: () => string;
  copied?: string;
  /** Shown instead of the label, which stays the accessible name. */
  iconOnly?: LucideIcon;
};

const SHOWN_MS = { copied: 1600, failed: 5000 };

const COPIED = 'Copied';

/** Copies a text and confirms it, also to screen readers. The accessible name stays the same. */
export function CopyButton({ label, text, copied = COPIED, iconOnly, ...rest }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  // What was copied is told as it was then, also if the text changes meanwhile.
  const [message, setMessage] = useState(copied);
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS[outcome]);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    // Screen readers announce the same message again only if it was gone.
    setOutcome(undefined);
    setMessage(copied);
    try {
      // Browsers offer no clipboard to a page from another machine over plain HTTP.
      await navigator.clipboard.writeText(text());
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  const outcomeIcon = outcome === undefined ? undefined : outcome === 'copied' ? Check : TriangleAlert;
  return (
    <>
      {iconOnly === undefined ? (
        <Button icon={outcomeIcon ?? Copy} onClick={() => void copy()} {...rest}>
          {label}
        </Button>
      ) : (
        <IconButton
          label={label}
          icon={outcomeIcon ?? iconOnly}
          onClick={() => void copy()}
          disabled={rest.disabled}
        />
      )}
      <span
        role="status"
        className={
          outcome === 'failed' || (outcome === 'copied' && message !== COPIED)
            ? styles.failed
            : 'visually-hidden'
        }
      >
        {outcome === 'copied'
          ? message
          : outcome === 'failed'
            ? 'Not copied: the browser does not allow it on this page. Select the text and copy it by hand.'
            : ''}
      </span>
    </>
  );
}
