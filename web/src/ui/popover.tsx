import { Popover as Base } from '@base-ui/react/popover';
import { useState, type ComponentProps, type ReactNode } from 'react';
import styles from './popover.module.css';

interface PopoverProps extends Omit<ComponentProps<typeof Base.Trigger>, 'className'> {
  className: string | undefined;
  /** The accessible name of the popup. */
  popupLabel: string;
  popupClassName: string | undefined;
  initialFocus?: ComponentProps<typeof Base.Popup>['initialFocus'];
  renderPopup: (close: () => void) => ReactNode;
}

/** A small button that opens a popup. The other properties are those of the button. */
export function Popover(props: PopoverProps) {
  const { className = '', popupLabel, popupClassName = '', initialFocus, renderPopup, ...button } = props;
  const [open, setOpen] = useState(false);
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger {...button} className={`${styles.trigger} ${className}`} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} align="start" collisionPadding={8}>
          <Base.Popup
            className={`${styles.popup} ${popupClassName}`}
            aria-label={popupLabel}
            initialFocus={initialFocus}
          >
            {renderPopup(() => setOpen(false))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
