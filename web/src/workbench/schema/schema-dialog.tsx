import { useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import type { ApiError } from '../../api/errors';
import { formatBytes } from '../../lib/format';
import { placeOf } from '../../lib/json/lines';
import { useStore } from '../../lib/store';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ExactText } from '../../ui/exact-text';
import fieldStyles from '../../ui/field.module.css';
import { FileButton } from '../../ui/file-button';
import { useReceiver } from '../context';
import { PASTED, chooseSchema, readSchemaDocument, type SchemaDocument } from './receiver-schema';
import styles from './schema-dialog.module.css';

/** Takes the receiver’s JSON Schema, or an OpenAPI document, and one of its components. */
export default function SchemaDialog({ onClose }: { onClose: () => void }) {
  const receiver = useReceiver();
  const current = useStore(receiver.schema);
  const refusal = useStore(receiver.schemaRefusal);
  const [text, setText] = useState(current?.text ?? '');
  const [file, setFile] = useState<string>();
  const [chosen, setChosen] = useState(current?.component);
  const [problem, setProblem] = useState<string>();
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const deferred = useDeferredValue(text);
  const read = useMemo(() => readSchemaDocument(deferred), [deferred]);
  const components = read.state === 'openapi' ? read.components : [];
  const component =
    components.find((each) => each === chosen) ?? (components.length === 1 ? components[0] : undefined);
  const isUsable = read.state === 'schema' || component !== undefined;
  const errors = current?.text === text ? refusal : undefined;

  const edit = (next: string, name?: string) => {
    setText(next);
    setFile(name);
    setProblem(undefined);
  };
  const use = () => {
    const title = 'title' in read ? read.title : undefined;
    const name = file ?? (text === current?.text ? current.name : undefined) ?? title ?? PASTED;
    const choice = chooseSchema({ text, name, ...(component === undefined ? {} : { component }) });
    if ('tooLarge' in choice) {
      setProblem(
        `This takes ${formatBytes(choice.tooLarge)}, and at most 1.9 MB can be sent with a mapping.`,
      );
      return;
    }
    receiver.schema.set(choice.schema);
    onClose();
  };
  const show = (start: number, end: number, line: number) => {
    const { current: field } = area;
    if (field === null) return;
    field.focus();
    field.setSelectionRange(start, end);
    field.scrollTop = Math.max(0, (field.scrollHeight / text.split('\n').length) * (line - 3));
  };
  return (
    <Dialog
      title="Receiver’s schema"
      onClose={onClose}
      wide
      actions={
        <>
          {current === undefined ? null : (
            <Button
              look="quiet"
              onClick={() => {
                receiver.schema.set(undefined);
                onClose();
              }}
            >
              Remove schema
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!isUsable} onClick={use}>
            Use schema
          </Button>
        </>
      }
    >
      <p className={styles.about}>
        Previews and checks say which payloads break it. It is kept in this browser and sent with each of
        them; no server stores it.
      </p>
      <div className={styles.head}>
        <label htmlFor={id}>JSON Schema or OpenAPI document</label>
        <FileButton
          fileLabel="Schema file"
          accept=".json,application/json,application/schema+json"
          onFile={(opened) =>
            void opened.text().then(
              (content) => edit(content, opened.name),
              () => setProblem('The file could not be read.'),
            )
          }
        >
          Open file
        </FileButton>
      </div>
      <textarea
        ref={area}
        id={id}
        data-first
        wrap="off"
        className={`${fieldStyles.input} ${styles.text}`}
        value={text}
        placeholder={
          '{\n  "type": "object",\n  "required": ["email"],\n  "properties": { "email": { "type": "string" } }\n}'
        }
        aria-invalid={read.state === 'unreadable' || read.state === 'other' || errors !== undefined}
        aria-describedby={`${id}-read`}
        onChange={(event) => edit(event.target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      {components.length === 0 ? null : (
        <label className={styles.component}>
          Component
          <select
            className={fieldStyles.select}
            value={component ?? ''}
            onChange={(event) => {
              setChosen(event.target.value);
              setProblem(undefined);
            }}
          >
            {component === undefined ? <option value="">Choose a schema</option> : null}
            {components.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      )}
      <div
        id={`${id}-read`}
        role="status"
        className={styles.read}
        data-bad={read.state === 'unreadable' || read.state === 'other'}
      >
        <ExactText text={describe(read)} />
      </div>
      {problem === undefined ? null : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {errors === undefined ? null : <SchemaErrors error={errors} text={text} onShow={show} />}
    </Dialog>
  );
}

function describe(read: SchemaDocument): string {
  switch (read.state) {
    case 'empty':
      return '';
    case 'unreadable':
      return `Not JSON yet: line ${read.line}, column ${read.column}. ${read.message}`;
    case 'other':
      return read.message;
    case 'schema':
      return `JSON Schema, ${read.dialect}.`;
    case 'openapi':
      return `OpenAPI document${read.title === undefined ? '' : ` “${read.title}”`}. Only the chosen component is sent, with what it refers to.`;
  }
}

interface SchemaErrorsProps {
  error: ApiError;
  /** The document that was refused. */
  text: string;
  /** Selects a part of the text. */
  onShow: (start: number, end: number, line: number) => void;
}

/** Why a schema was refused, and where in its text. */
function SchemaErrors({ error: { problem, code }, text, onShow }: SchemaErrorsProps) {
  const errors = problem?.errors ?? [];
  return (
    <div role="alert" className={styles.problem}>
      <p>{problem?.detail ?? code}</p>
      <ul>
        {errors.map(({ pointer, message }) => {
          const { line, start, end } = placeOf(text, pointer.replace(/^\/schema(?=\/|$)/, ''));
          return (
            <li key={`${pointer} ${message}`}>
              <Button look="link" onClick={() => onShow(start, end, line)}>
                Line {line}
              </Button>{' '}
              <ExactText text={message} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
