import type { ConnectionRequest } from '@rowhook/contracts';
import { KeyRound, Link2, Plug, TextCursorInput } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, type SubmitEvent } from 'react';
import type { Session } from '../api/session';
import { isFocusLost } from '../lib/dom';
import { listed } from '../lib/format';
import { Button } from '../ui/button';
import { ConnectError } from './connect-error';
import styles from './connect-form.module.css';
import { PasswordField, SecretField, SeparateFields } from './connection-fields';
import { readParts, secretRanges } from './connection-parts';
import { OfferedDatabases } from './offered-databases';
import { partPassword, passwordBreaks } from './separate-password';
import { UnderstoodChips } from './understood-chips';
import { useConnect } from './use-connect';
import { useConnectionInput } from './use-connection-input';

/** Errors of an invalid connection string, which a password may have caused. */
const UNREADABLE = new Set(['connection_string_invalid', 'connection_parameter_not_allowed']);

/** Errors that another connection string would not avoid. */
const BUSY = new Set(['overloaded', 'database_busy', 'database_unavailable']);

/**
 * Takes a connection string and connects. After that, the page has only the token, which contains it encrypted.
 * `first`: it is what the page is for, so that typing begins in it. `expired`: the connection to make again.
 */
export function ConnectForm({ first, expired }: { first: boolean; expired: Session['expired'] }) {
  const input = useConnectionInput(expired);
  const { connectionString, password, passwordHelp, parts, missing, current } = input;
  const field = useRef<HTMLInputElement>(null);
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

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (input.markMissing()) {
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
    if ('connectionString' in other) input.replace(other.connectionString);
    connect(other);
  };
  const givePassword = () => {
    if (input.separatePassword()) forget();
  };

  const typed = request !== undefined && 'connectionString' in request;
  /** Whether the failure is about what is in the form now. */
  const isCurrent = typed && request.connectionString === current;
  const unreadable = isCurrent && failure !== undefined && UNREADABLE.has(failure.code);
  const broken = unreadable && passwordBreaks(connectionString);
  const passwordRefused = isCurrent && failure?.code === 'authentication_failed';
  /** Whether entering the password separately may help. */
  const mayNeedSeparatePassword =
    parts === undefined &&
    (passwordHelp === undefined
      ? broken || passwordRefused
      : broken && partPassword(connectionString) !== undefined);
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
            onChange={input.setConnectionString}
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
          onChange={input.setParts}
          invalid={missing}
          describedBy="connection-help"
        />
      )}
      <p id="connection-help" className={missing.length > 0 ? styles.missing : styles.help}>
        {missing.length === 0
          ? `Rowhook only reads. The ${parts === undefined ? 'connection string' : 'password'} is sent once; open tabs of this page keep it encrypted until the connection expires.`
          : parts === undefined
            ? 'Paste a connection string first.'
            : `Enter ${listed(missing)}.`}
      </p>
      {passwordHelp === undefined || parts !== undefined ? null : (
        <PasswordField help={passwordHelp} value={password} onChange={input.setPassword} />
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
        {passwordHelp !== undefined || mayNeedSeparatePassword || parts !== undefined || isPending ? null : (
          <Button look="quiet" icon={KeyRound} onClick={givePassword}>
            Enter password separately
          </Button>
        )}
        {isPending ? null : (
          <Button
            look="quiet"
            icon={parts === undefined ? TextCursorInput : Link2}
            onClick={() => {
              input.switchForm();
              forget();
            }}
          >
            {parts === undefined ? 'Use separate fields' : 'Use a connection string'}
          </Button>
        )}
      </div>
      <OfferedDatabases pending={isPending ? request : undefined} onUse={connect} />
      {failure === undefined || request === undefined ? null : (
        <ConnectError
          error={failure}
          request={request}
          onConnect={typed && !isCurrent ? undefined : connectInstead}
          onGivePassword={mayNeedSeparatePassword ? givePassword : undefined}
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
