import { useRef, type KeyboardEvent } from 'react';
import styles from './tabs.module.css';

interface TabsProps<Value extends string> {
  label: string;
  tabs: readonly { value: Value; label: string; mark?: string | undefined }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** Tabs for panes that do not fit side by side. Arrow keys move between tabs. */
export function Tabs<Value extends string>({ label, tabs, value, onChange }: TabsProps<Value>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const index = (tabs.findIndex((tab) => tab.value === value) + by + tabs.length) % tabs.length;
    const next = tabs[index];
    if (next !== undefined) onChange(next.value);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus();
    event.preventDefault();
  };
  return (
    <div role="tablist" aria-label={label} className={styles.tabs} ref={list} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={`tab-${tab.value}`}
          aria-controls={tab.value === value ? `panel-${tab.value}` : undefined}
          aria-selected={tab.value === value}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
          {tab.mark === undefined ? null : <span className={styles.mark}>{tab.mark}</span>}
        </button>
      ))}
    </div>
  );
}

/** The attributes of the panel of a tab. */
export function tabPanel(tab: string) {
  return { id: `panel-${tab}`, role: 'tabpanel', 'aria-labelledby': `tab-${tab}` };
}
