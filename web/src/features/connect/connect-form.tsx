import type { ConnectionRequest } from '@rowhook/contracts';
import { Database, KeyRound, Plug } from 'lucide-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useConnect } from '../../api/connections';
import { ApiFailure } from '../../api/failure';
import { useSettings } from '../../api/settings';
import { Button } from '../../components/button';
import { FailureNotice } from '../../components/failure-notice';
import { isFocusLost } from '../../components/focus-lost';
import { isLoopback } from '../../problems/circumstances';
import styles from './connect-form.module.css';
import { CONTAINER_HOST, withContainerHost } from './connection-string';
import { partPassword, passwordBreaks } from './own-password';
import { SecretField } from './secret-field';
import { useKeptFocus } from './use-kept-focus';
import { UnderstoodChips } from './understood-chips';

/** The codes of a string that could not be taken, where a password may be the cause. */
const UNREADABLE = new Set(['connection_string_invalid', 'connection_parameter_not_allowed']);

const PASSWORD_HELP = {
  asked: 'Exactly as it is, without percent-encoding.',
  moved: 'Moved here from the string above, exactly as it is.',
  stuck: 'Remove the password from the string above, and give it here exactly as it is.',
};

/**
 * Takes a connection string and connects. Once it has worked the form goes, and connection string and password with it.
 * `first`: it is what the page is for, so that typing begins in it.
 */
export function ConnectForm({ first }: { first: boolean }) {
  const [connectionString, setConnectionString] = useState('');
  const [password, setPassword] = useState('');
  const [askPassword, setAskPassword] = useState<{ help: keyof typeof PASSWORD_HELP }>();
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const attempt = useRef<AbortController>(undefined);
  const { data: settings } = useSettings();
  const { mutate, reset, isPending, error, variables } = useConnect();

  const { cancelButton, connectButton } = useKeptFocus(isPending);

  useEffect(() => () => attempt.current?.abort(), []);
  useEffect(() => {
    if (first && isFocusLost()) field.current?.focus();
  }, [first]);
  useEffect(() => {
    if (askPassword !== undefined) passwordField.current?.focus();
  }, [askPassword]);

  const connect = (request: ConnectionRequest) => {
    attempt.current?.abort();
    attempt.current = new AbortController();
    mutate({ request, signal: attempt.current.signal });
  };
  const connectTo = (text: string, encryption: Pick<ConnectionRequest, 'sslmode'> = {}) => {
    setMissing(text.trim() === '');
    if (text.trim() === '') {
      field.current?.focus();
      return;
    }
    connect({
      connectionString: text,
      ...(password === '' ? {} : { password }),
      ...encryption,
    });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    connectTo(connectionString);
  };
  const cancel = () => {
    attempt.current?.abort();
    reset();
  };
  const retryWith = (text: string) => {
    setConnectionString(text);
    connectTo(text);
  };

  const givePassword = () => {
    const parted = partPassword(connectionString);
    const stuck = parted === undefined && passwordBreaks(connectionString);
    if (parted !== undefined) {
      setConnectionString(parted.connectionString);
      if (parted.password !== '') setPassword(parted.password);
      reset();
    }
    setAskPassword({
      help: stuck ? 'stuck' : parted === undefined || parted.password === '' ? 'asked' : 'moved',
    });
  };

  const failure = error instanceof ApiFailure ? error : undefined;
  const understood = failure?.problem?.understood;
  const code = failure?.code;
  const broken = code !== undefined && UNREADABLE.has(code) && passwordBreaks(connectionString);
  const passwordHelps =
    askPassword === undefined
      ? broken || (code === 'authentication_failed' && connectionString !== '')
      : broken && partPassword(connectionString) !== undefined;
  const refusedHere = code === 'connect_refused' && isLoopback(understood?.host ?? '');
  const aroundContainer = refusedHere ? withContainerHost(connectionString) : connectionString;
  const offers = [
    ...(settings?.demo === true ? (['demo'] as const) : []),
    ...(settings?.configured === true ? (['configured'] as const) : []),
  ];
  const pendingUse = isPending && 'use' in variables.request ? variables.request.use : undefined;

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
        invalid={missing || failure !== undefined}
        describedBy="connection-string-help"
      />
      <p id="connection-string-help" className={missing ? styles.missing : styles.help}>
        {missing
          ? 'Paste a connection string first.'
          : 'Only reads, in read-only transactions. The string is sent once and kept nowhere.'}
      </p>
      {askPassword === undefined ? null : (
        <>
          <SecretField
            ref={passwordField}
            id="password"
            label="Password"
            value={password}
            onChange={setPassword}
            describedBy="password-help"
          />
          <p id="password-help" className={styles.help}>
            {PASSWORD_HELP[askPassword.help]}
          </p>
        </>
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
          {isPending && pendingUse === undefined ? 'Connecting…' : 'Connect'}
        </Button>
        {isPending ? (
          <Button ref={cancelButton} onClick={cancel}>
            Cancel
          </Button>
        ) : null}
        {askPassword !== undefined || isPending ? null : (
          <Button look="quiet" icon={KeyRound} onClick={givePassword}>
            Password in its own field
          </Button>
        )}
      </div>
      {offers.length === 0 ? null : (
        <div className={styles.offers}>
          <span className={styles.or}>or</span>
          {offers.map((use) => (
            <Button
              key={use}
              icon={Database}
              disabled={isPending}
              onClick={() => connect({ use })}
              className={styles.offer}
            >
              {pendingUse === use ? 'Connecting…' : `Use the ${use} database`}
            </Button>
          ))}
        </div>
      )}
      {failure === undefined ? null : (
        <FailureNotice
          failure={failure}
          actions={
            <>
              {aroundContainer === connectionString ? null : (
                <Button onClick={() => retryWith(aroundContainer)}>Try {CONTAINER_HOST}</Button>
              )}
              {code === 'tls_required' && connectionString !== '' ? (
                <Button onClick={() => connectTo(connectionString, { sslmode: 'require' })}>
                  Connect with encryption
                </Button>
              ) : null}
              {passwordHelps ? (
                <Button icon={KeyRound} onClick={givePassword}>
                  Give the password separately
                </Button>
              ) : null}
            </>
          }
        />
      )}
      {understood === undefined ? null : <UnderstoodChips understood={understood} />}
    </form>
  );
}
