import { FileCheck2 } from 'lucide-react';
import { useRef } from 'react';
import { useStore } from '../../lib/store';
import { visibleText } from '../../lib/visible-text';
import { Button } from '../../ui/button';
import { useReceiver } from '../context';
import { shownDialog } from '../ui-state';
import styles from './schema-line.module.css';

/** The schema that payloads are validated against. */
export function SchemaLine() {
  const receiver = useReceiver();
  const schema = useStore(receiver.schema);
  const isRefused = useStore(receiver.schemaRefusal, (refusal) => refusal !== undefined);
  const add = useRef<HTMLButtonElement>(null);
  return (
    <p className={styles.line}>
      <FileCheck2 size={14} aria-hidden />
      <span className={styles.name} data-refused={isRefused}>
        Receiver’s schema: {schema === undefined ? 'none' : visibleText(schemaName(schema))}
        {isRefused ? ', not used' : ''}
      </span>
      <Button
        ref={add}
        look="link"
        aria-label={schema === undefined ? 'Add a receiver’s schema' : 'Change the receiver’s schema'}
        onClick={() => shownDialog.set('schema')}
      >
        {schema === undefined ? 'Add' : 'Change'}
      </Button>
      {schema === undefined ? null : (
        <Button
          look="link"
          aria-label="Remove the receiver’s schema"
          onClick={() => {
            receiver.schema.set(undefined);
            add.current?.focus();
          }}
        >
          Remove
        </Button>
      )}
    </p>
  );
}

function schemaName({ name, component }: { name: string; component?: string | undefined }): string {
  return component === undefined ? name : `${component} of ${name}`;
}
