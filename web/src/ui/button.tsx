import { Check, Copy, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useEffect, useState, type ComponentProps, type MouseEvent } from 'react';
import { flushSync } from 'react-dom';
import styles from './button.module.css';

type FocusableButtonProps = Omit<ComponentProps<'button'>, 'type' | 'onFocus' | 'onBlur'> & {
  type?: 'button' | 'submit';
};

/** A button that keeps the focus if it becomes disabled: it then has `aria-disabled` instead of `disabled`, and ignores clicks. */
function FocusableButton({ type = 'button', disabled = false, ...rest }: FocusableButtonProps) {
  const [focused, setFocused] = useState(false);
  return (
    <button
      type={type}
      {...rest}
      {...(disabled && focused
        ? { 'aria-disabled': true, onClick: (event: MouseEvent) => event.preventDefault() }
        : { disabled })}
      onFocus={() => setFocused(true)}
      // It stays the active element if the user only changes to another window.
      onBlur={({ currentTarget }) => setFocused(currentTarget === document.activeElement)}
    />
  );
}

type ButtonProps = FocusableButtonProps & {
  look?: 'plain' | 'primary' | 'quiet' | 'link';
  icon?: LucideIcon;
};

export function Button({ look = 'plain', icon: Icon, className = '', children, ...rest }: ButtonProps) {
  return (
    <FocusableButton className={`${styles.button} ${styles[look]} ${className}`} {...rest}>
      {Icon === undefined ? null : <Icon size={15} aria-hidden />}
      {children}
    </FocusableButton>
  );
}

type IconButtonProps = Omit<FocusableButtonProps, 'aria-label' | 'children'> & {
  label: string;
  icon: LucideIcon;
};

export function IconButton({ label, icon: Icon, className = '', ...rest }: IconButtonProps) {
  return (
    <FocusableButton className={`${styles.icon} ${className}`} aria-label={label} title={label} {...rest}>
      <Icon size={16} aria-hidden />
    </FocusableButton>
  );
}

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
    // Screen readers announce a message again only if it was gone. Without a clipboard, the next lines fail before React would render.
    flushSync(() => setOutcome(undefined));
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
