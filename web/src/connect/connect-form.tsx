import type { ConnectionRequest, Settings } from '@rowhook/contracts';
import { useQuery } from '@tanstack/react-query';
import { Database, KeyRound, Plug } from 'lucide-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import type { OfferedDatabase } from '../api/connection';
import { queries } from '../api/queries';
import { isFocusLost } from '../lib/dom';
import { Button } from '../ui/button';
import { ConnectError } from './connect-error';
import styles from './connect-form.module.css';
import { partPassword, passwordBreaks } from './connection-string';
import { PasswordField, SecretField, type PasswordHelp } from './secret-field';
import { useConnect } from './use-connect';

/** Errors of an invalid connection string, which a password may have caused. */
const UNREADABLE = new Set(['connection_string_invalid', 'connection_parameter_not_allowed']);

/** Errors that another connection string would not avoid. */
const BUSY = new Set(['overloaded', 'database_busy', 'database_unavailable']);

/**
 * Takes a connection string and connects. Once it has worked the form goes, and connection string and password with it.
 * `first`: it is what the page is for, so that typing begins in it. `again`: a database that is connected to without asking.
 */
export function ConnectForm({ first, again }: { first: boolean; again: OfferedDatabase | undefined }) {
  const [connectionString, setConnectionString] = useState('');
  const [password, setPassword] = useState('');
  const [passwordHelp, setPasswordHelp] = useState<PasswordHelp>();
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { data: settings } = useQuery(queries.settings);
  const { connect, forget, request, isPending, failure } = useConnect();
  const { cancelButton, connectButton } = useKeptFocus(isPending);

  useEffect(() => {
    if (first && isFocusLost()) field.current?.focus();
  }, [first]);

  const begun = useRef(false);
  useEffect(() => {
    if (again === undefined || begun.current) return;
    begun.current = true;
    connect({ use: again });
  }, [again, connect]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(connectionString.trim() === '');
    if (connectionString.trim() === '') field.current?.focus();
    else connect({ connectionString, ...(password === '' ? {} : { password }) });
  };
  const connectInstead = (other: ConnectionRequest) => {
    if ('connectionString' in other) setConnectionString(other.connectionString);
    connect(other);
  };
  const givePassword = () => {
    const parted = partPassword(connectionString);
    const stuck = parted === undefined && passwordBreaks(connectionString);
    if (parted !== undefined) {
      setConnectionString(parted.connectionString);
      if (parted.password !== '') setPassword(parted.password);
      forget();
    }
    setPasswordHelp(stuck ? 'stuck' : parted === undefined || parted.password === '' ? 'asked' : 'moved');
  };

  const typed = request !== undefined && 'connectionString' in request;
  const unreadable = typed && failure !== undefined && UNREADABLE.has(failure.code);
  const broken = unreadable && passwordBreaks(connectionString);
  const passwordHelps =
    passwordHelp === undefined
      ? broken || (failure?.code === 'authentication_failed' && typed)
      : broken && partPassword(connectionString) !== undefined;
  const refused = typed && failure?.problem?.understood !== undefined && !BUSY.has(failure.code);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SecretField
        ref={field}
        id="connection-string"
        label="Connection string"
        placeholder="postgresql://user:password@host:5432/database"
        value={connectionString}
        onChange={(text) => {
          setConnectionString(text);
          setMissing(false);
        }}
        openWhileTyping
        invalid={missing || unreadable || refused}
        describedBy="connection-string-help"
      />
      <p id="connection-string-help" className={missing ? styles.missing : styles.help}>
        {missing
          ? 'Paste a connection string first.'
          : 'Only reads, in read-only transactions. The string is sent once and kept nowhere.'}
      </p>
      {passwordHelp === undefined ? null : (
        <PasswordField help={passwordHelp} value={password} onChange={setPassword} />
      )}
      <div className={styles.actions}>
        <Button
          ref={connectButton}
          type="submit"
          look="primary"
          icon={Plug}
          disabled={isPending}
          className={styles.main}
        >
          {isPending && typed ? 'Connecting…' : 'Connect'}
        </Button>
        {isPending ? (
          <Button ref={cancelButton} onClick={forget}>
            Cancel
          </Button>
        ) : null}
        {passwordHelp !== undefined || isPending ? null : (
          <Button look="quiet" icon={KeyRound} onClick={givePassword}>
            Enter password separately
          </Button>
        )}
      </div>
      <OfferedDatabases settings={settings} pending={isPending ? request : undefined} onUse={connect} />
      {failure === undefined || request === undefined ? null : (
        <ConnectError
          failure={failure}
          request={request}
          onConnect={connectInstead}
          onGivePassword={passwordHelps ? givePassword : undefined}
        />
      )}
    </form>
  );
}

/** Moves the focus to the Cancel button while connecting, and back to Connect, if the focused control disappears. */
function useKeptFocus(isPending: boolean) {
  const cancelButton = useRef<HTMLButtonElement>(null);
  const connectButton = useRef<HTMLButtonElement>(null);
  const wasPending = useRef(isPending);
  useEffect(() => {
    if (wasPending.current === isPending) return;
    wasPending.current = isPending;
    if (isFocusLost()) (isPending ? cancelButton : connectButton).current?.focus();
  }, [isPending]);
  return { cancelButton, connectButton };
}

interface OfferedDatabasesProps {
  settings: Settings | undefined;
  /** The pending request. */
  pending: ConnectionRequest | undefined;
  onUse: (request: ConnectionRequest) => void;
}

/** The databases that the installation offers. */
function OfferedDatabases({ settings, pending, onUse }: OfferedDatabasesProps) {
  const offers = (['demo', 'configured'] as const).filter((use) => settings?.[use] === true);
  const pendingUse = pending !== undefined && 'use' in pending ? pending.use : undefined;
  if (offers.length === 0) return null;
  return (
    <div className={styles.offers}>
      <span className={styles.or}>or</span>
      {offers.map((use) => (
        <Button
          key={use}
          icon={Database}
          disabled={pending !== undefined}
          onClick={() => onUse({ use })}
          className={styles.offer}
        >
          {pendingUse === use ? 'Connecting…' : `Use the ${use} database`}
        </Button>
      ))}
    </div>
  );
}
