import { messageContext, type ApiError } from '../../api/errors';
import { messages } from '../../api/messages';
import { QUERY } from '../../lib/relation';
import { Button } from '../../ui/button';
import { ExactText } from '../../ui/exact-text';
import { ErrorNotice, Notice } from '../../ui/notice';
import styles from './query-panel.module.css';
import { offsetOf } from './sql-text';

interface QueryErrorProps {
  error: ApiError;
  /** The query that failed. */
  text: string;
  /** Called with the names of the columns, where two are the same. */
  onAddAliases: (columns: readonly string[]) => void;
}

/** What is wrong with a query. Shows the message of Postgres as plain text, with line and column. */
export function QueryError({ error, text, onAddAliases }: QueryErrorProps) {
  const { problem, code } = error;
  const said = problem?.postgres;
  if (said === undefined && problem?.columns === undefined)
    return <ErrorNotice failure={error} relation={QUERY} />;
  const { what } = messages[code](messageContext(problem, undefined, QUERY));
  const { columns } = problem ?? {};
  return (
    <Notice
      tone="bad"
      alert
      title={what}
      actions={
        columns === undefined ? undefined : <Button onClick={() => onAddAliases(columns)}>Add aliases</Button>
      }
    >
      {said === undefined ? null : (
        <>
          <p className={styles.message}>
            <ExactText text={said.message} />
          </p>
          {said.hint === undefined ? null : (
            <p>
              <ExactText text={said.hint} />
            </p>
          )}
          <p className={styles.place}>
            {[
              said.position === undefined ? '' : placeText(text, said.position),
              problem?.sqlstate === undefined ? '' : `SQLSTATE ${problem.sqlstate}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </>
      )}
      {problem?.errors?.map(({ pointer, message }) => (
        <p key={pointer + message}>
          <ExactText text={message} />
        </p>
      ))}
    </Notice>
  );
}

function placeText(text: string, position: number): string {
  const lines = text.slice(0, offsetOf(text, position)).split('\n');
  return `Line ${lines.length}, column ${Array.from(lines.at(-1) ?? '').length + 1}`;
}
