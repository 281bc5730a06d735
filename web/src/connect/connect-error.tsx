import type { ConnectionRequest, Problem } from '@rowhook/contracts';
import { KeyRound } from 'lucide-react';
import { visibleName } from '../lib/visible-text';
import { isLoopback } from '../api/connection';
import type { ApiError } from '../api/errors';
import { Button } from '../ui/button';
import { ErrorNotice } from '../ui/notice';
import { CONTAINER_HOST, withContainerHost } from './connection-string';
import styles from './understood-chips.module.css';

interface ConnectFailureProps {
  failure: ApiError;
  /** The request that failed. */
  request: ConnectionRequest;
  /** Tries another request. */
  onConnect: (request: ConnectionRequest) => void;
  /** Asks for the password separately; undefined if that cannot help. */
  onGivePassword: (() => void) | undefined;
}

/** Why connecting failed, buttons that may help, and the parts of the connection string. */
export function ConnectError({ failure, request, onConnect, onGivePassword }: ConnectFailureProps) {
  const { code, problem } = failure;
  const understood = problem?.understood;
  const refusedHere = code === 'connect_refused' && isLoopback(understood?.host ?? '');
  const aroundContainer = refusedHere ? atContainerHost(request) : undefined;
  return (
    <>
      <ErrorNotice
        failure={failure}
        actions={
          <>
            {aroundContainer === undefined ? null : (
              <Button onClick={() => onConnect(aroundContainer)}>Try {CONTAINER_HOST}</Button>
            )}
            {code === 'tls_required' ? (
              <Button onClick={() => onConnect({ ...request, sslmode: 'require' })}>
                Connect with encryption
              </Button>
            ) : null}
            {onGivePassword === undefined ? null : (
              <Button icon={KeyRound} onClick={onGivePassword}>
                Give the password separately
              </Button>
            )}
          </>
        }
      />
      {understood === undefined ? null : <UnderstoodChips understood={understood} />}
    </>
  );
}

/** Undefined if the request names no loopback host. */
function atContainerHost(request: ConnectionRequest): ConnectionRequest | undefined {
  if (!('connectionString' in request)) return undefined;
  const connectionString = withContainerHost(request.connectionString);
  return connectionString === request.connectionString ? undefined : { ...request, connectionString };
}

/** The parts of the connection string, so that mistakes show. */
export function UnderstoodChips({ understood }: { understood: NonNullable<Problem['understood']> }) {
  const { host, port, database, user, sslmode } = understood;
  const chips = { host, port: port?.toString(), database, user, TLS: sslmode };
  return (
    <dl className={styles.chips} aria-label="Understood">
      {Object.entries(chips).map(([name, value]) =>
        value === undefined || value === '' ? null : (
          <div key={name} className={styles.chip}>
            <dt>{name}</dt>
            <dd>{visibleName(value)}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
