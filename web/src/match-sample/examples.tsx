import { ClipboardPaste } from 'lucide-react';
import { Button } from '../ui/button';
import examples from './examples.json';
import styles from './examples.module.css';

/** What stands in the place of the proposal until there is a sample: what may be pasted, and examples to start with. */
export function Examples({ onPick }: { onPick: (text: string) => void }) {
  return (
    <div className={styles.empty}>
      <ClipboardPaste size={22} aria-hidden />
      <p>
        Paste an example payload from the receiver’s documentation, a cURL command, a JSON Schema or an
        OpenAPI document.
      </p>
      <p>Each value is matched to a column by name, type and the values in the rows.</p>
      <div role="group" aria-label="Start with an example" className={styles.examples}>
        {examples.map(({ name, payload }) => (
          <Button
            key={name}
            onClick={({ currentTarget }) => {
              // The button goes with the choice.
              currentTarget.closest('dialog')?.querySelector('textarea')?.focus();
              onPick(JSON.stringify(payload, null, 2));
            }}
          >
            {name}
          </Button>
        ))}
      </div>
    </div>
  );
}
