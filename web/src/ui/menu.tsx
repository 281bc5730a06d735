import { Menu as Base } from '@base-ui/react/menu';
import { ChevronDown, type LucideIcon } from 'lucide-react';
import type { Ref } from 'react';
import buttonStyles from './button.module.css';
import styles from './menu.module.css';

interface MenuItem {
  label: string;
  about?: string;
  icon?: LucideIcon;
  onSelect: () => void;
}

interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  disabled?: boolean;
  /** The edge of the button with which the list is aligned. */
  align?: 'start' | 'end';
  /** Returns what takes the focus when the list closes: an element, or true for the button, which is the default. */
  finalFocus?: () => HTMLElement | true;
  /** The button. */
  ref?: Ref<HTMLButtonElement>;
}

/** A button that opens a list of actions. */
export function Menu({ label, items, disabled = false, align = 'end', finalFocus, ref }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger ref={ref} className={`${buttonStyles.button} ${buttonStyles.plain}`} disabled={disabled}>
        {label}
        <ChevronDown size={14} aria-hidden />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className={styles.positioner}>
          <Base.Popup className={styles.popup} finalFocus={finalFocus}>
            {items.map(({ label: name, about, icon: Icon, onSelect }) => (
              <Base.Item
                key={name}
                className={styles.item}
                aria-label={name}
                aria-description={about}
                onClick={onSelect}
              >
                {Icon === undefined ? null : <Icon size={16} aria-hidden className={styles.icon} />}
                <span>
                  {name}
                  {about === undefined ? null : <small>{about}</small>}
                </span>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
