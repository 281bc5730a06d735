import { Check, Copy, type LucideIcon } from 'lucide-react';
import { useEffect, useState, type ComponentProps } from 'react';
import { Button, IconButton } from './button';

type CopyButtonProps = Omit<ComponentProps<typeof Button>, 'icon' | 'onClick' | 'children'> & {
  label: string;
  /** Asked only when the button is pressed. */
  text: () => string;
  /** Shown instead of the label, which stays its name. */
  iconOnly?: LucideIcon;
};

const SHOWN_MS = 1600;

/** Copies a text and says so, to the eye and to a screen reader; its name stays the same. */
export function CopyButton({ label, text, iconOnly, ...rest }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    navigator.clipboard.writeText(text()).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  };
  return (
    <>
      {iconOnly === undefined ? (
        <Button icon={outcome === 'copied' ? Check : Copy} onClick={copy} {...rest}>
          {label}
        </Button>
      ) : (
        <IconButton
          label={label}
          icon={outcome === 'copied' ? Check : iconOnly}
          onClick={copy}
          disabled={rest.disabled}
        />
      )}
      <span role="status" className="visually-hidden">
        {outcome === 'copied'
          ? 'Copied'
          : outcome === 'failed'
            ? 'The browser does not allow copying here'
            : ''}
      </span>
    </>
  );
}
