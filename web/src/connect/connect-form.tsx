import type { ConnectionRequest, Settings } from '@rowhook/contracts';
import { useQuery } from '@tanstack/react-query';
import { Database, KeyRound, Link2, Plug, TextCursorInput } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type SubmitEvent } from 'react';
import { queries } from '../api/queries';
import type { Session } from '../api/session';
import { isFocusLost } from '../lib/dom';
import { listed } from '../lib/format';
import { equal } from '../lib/objects';
import { Button } from '../ui/button';
import { ConnectError } from './connect-error';
import styles from './connect-form.module.css';
import { PasswordField, SecretField, SeparateFields, type PasswordHelp } from './connection-fields';
import {
  connectionUrl,
  emptyParts,
  partsOf,
  readParts,
  secretRanges,
  trimmedParts,
  type ConnectionParts,
} from './connection-parts';
import { partPassword, passwordBreaks } from './separate-password';
import { UnderstoodChips } from './understood-chips';
import { useConnect } from './use-connect';

/** Errors of an invalid connection string, which a password may have caused. */
const UNREADABLE = new Set(['connection_string_invalid', 'connection_parameter_not_allowed']);

/** Errors that another connection string would not avoid. */
const BUSY = new Set(['overloaded', 'database_busy', 'database_unavailable']);

/**
 * Takes a connection string and connects. Nothing keeps the connection string and the password after that.
 * `first`: it is what the page is for, so that typing begins in it. `expired`: the connection to make again.
 */
export function ConnectForm({ first, expired }: { first: boolean; expired: Session['expired'] }) {
  const [connectionString, setConnectionString] = useState('');
  const [password, setPassword] = useState('');
  const [passwordHelp, setPasswordHelp] = useState<PasswordHelp>();
  /** The parts in fields of their own; undefined while there is one field for the connection string. */
  const [parts, setParts] = useState<ConnectionParts | undefined>(partsOfExpired(expired));
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [shownExpired, setShownExpired] = useState(expired);
  // A connection that expires while the form is open is shown unless something was typed.
  if (expired !== shownExpired) {
    setShownExpired(expired);
    const isUntouched =
      connectionString === '' && password === '' && equal(parts, partsOfExpired(shownExpired));
    if (isUntouched) setParts(partsOfExpired(expired));
  }
  const field = useRef<HTMLInputElement>(null);
  const { data: settings } = useQuery(queries.settings);
  const { connect, forget, request, isPending, failure } = useConnect();
  const { cancelButton, connectButton } = useKeptFocus(isPending);

  useEffect(() => {
    if (first && isFocusLost()) field.current?.focus();
  }, [first]);

  const reconnectTo = expired?.reconnects === true ? expired.use : undefined;
  const reconnect = useEffectEvent(connect);
  useEffect(() => {
    // Each expired connection is made again once, hence `expired`.
    if (reconnectTo !== undefined) reconnect({ use: reconnectTo });
  }, [expired, reconnectTo]);

  const current = parts === undefined ? connectionString : connectionUrl(trimmedParts(parts));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const empty =
      parts !== undefined ? emptyParts(parts) : connectionString.trim() === '' ? ['connection string'] : [];
    setMissing(empty);
    if (empty.length > 0) {
      if (parts === undefined) field.current?.focus();
      return;
    }
    const secret = parts?.password ?? password;
    connect({
      connectionString: current,
      ...(secret === '' ? {} : { password: secret }),
    });
  };
  const connectInstead = (other: ConnectionRequest) => {
    if ('connectionString' in other) {
      setConnectionString(other.connectionString);
      setParts((now) => now && { ...readParts(other.connectionString), password: now.password });
    }
    connect(other);
  };
  const partsOfString = () => {
    const read = readParts(connectionString);
    return { ...read, password: password || (partPassword(connectionString)?.password ?? read.password) };
  };
  const toFields = () => {
    setParts(partsOfString());
    setMissing([]);
    forget();
  };
  const toConnectionString = () => {
    if (parts === undefined) return;
    // The string may say more than the fields: options of psql leave them empty.
    if (!equal(parts, partsOfString())) {
      const isEmpty = emptyParts(parts).length === 3;
      setConnectionString(isEmpty ? '' : connectionUrl(trimmedParts(parts)));
      setPassword(parts.password);
      setPasswordHelp(parts.password === '' ? undefined : 'asked');
    }
    setParts(undefined);
    setMissing([]);
    forget();
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
  /** Whether the failure is about what is in the form now. */
  const isCurrent = typed && request.connectionString === current;
  const unreadable = isCurrent && failure !== undefined && UNREADABLE.has(failure.code);
  const broken = unreadable && passwordBreaks(connectionString);
  const passwordHelps =
    parts !== undefined
      ? false
      : passwordHelp === undefined
        ? broken || (failure?.code === 'authentication_failed' && isCurrent)
        : broken && partPassword(connectionString) !== undefined;
  const refused = isCurrent && failure?.problem?.understood !== undefined && !BUSY.has(failure.code);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {parts === undefined ? (
        <>
          <SecretField
            ref={field}
            id="connection-string"
            label="Connection string"
            placeholder="postgresql://user:password@host:5432/database"
            value={connectionString}
            onChange={(text) => {
              setConnectionString(text);
              setMissing([]);
            }}
            secretsOf={secretRanges}
            invalid={missing.length > 0 || unreadable || refused}
            describedBy="connection-help"
          />
          <UnderstoodChips
            understood={{
              ...readParts(connectionString),
              ...(isCurrent ? failure?.problem?.understood : {}),
            }}
          />
        </>
      ) : (
        <SeparateFields
          parts={parts}
          onChange={(next) => {
            setParts(next);
            setMissing([]);
          }}
          invalid={missing}
          describedBy="connection-help"
        />
      )}
      <p id="connection-help" className={missing.length > 0 ? styles.missing : styles.help}>
        {missing.length === 0
          ? `Only reads, in read-only transactions. The ${parts === undefined ? 'string' : 'password'} is sent once. This tab keeps it encrypted, until the connection expires.`
          : parts === undefined
            ? 'Paste a connection string first.'
            : `Enter ${listed(missing)}.`}
      </p>
      {passwordHelp === undefined || parts !== undefined ? null : (
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
        {passwordHelp !== undefined || passwordHelps || parts !== undefined || isPending ? null : (
          <Button look="quiet" icon={KeyRound} onClick={givePassword}>
            Enter password separately
          </Button>
        )}
        {isPending ? null : (
          <Button
            look="quiet"
            icon={parts === undefined ? TextCursorInput : Link2}
            onClick={parts === undefined ? toFields : toConnectionString}
          >
            {parts === undefined ? 'Use separate fields' : 'Use a connection string'}
          </Button>
        )}
      </div>
      <OfferedDatabases settings={settings} pending={isPending ? request : undefined} onUse={connect} />
      {failure === undefined || request === undefined ? null : (
        <ConnectError
          error={failure}
          request={request}
          onConnect={typed && !isCurrent ? undefined : connectInstead}
          onGivePassword={passwordHelps ? givePassword : undefined}
        />
      )}
    </form>
  );
}

/** The initial text of the form; undefined for a connection that the installation offers. */
function partsOfExpired(expired: Session['expired']): ConnectionParts | undefined {
  return expired === undefined || expired.use !== undefined ? undefined : partsOf(expired);
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
