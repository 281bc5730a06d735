import type { ApiError } from '../../api/errors';
import { Button } from '../../ui/button';
import { ExactText } from '../../ui/exact-text';
import { placeOf } from './error-place';
import styles from './schema-dialog.module.css';

interface SchemaErrorsProps {
  error: ApiError;
  /** The document that was refused. */
  text: string;
  /** Selects a part of the text. */
  onShow: (start: number, end: number, line: number) => void;
}

/** Why a schema was refused, and where in its text. */
export function SchemaErrors({ error: { problem, code }, text, onShow }: SchemaErrorsProps) {
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
