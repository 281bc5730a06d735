import type { ConnectionRequest } from '@rowhook/contracts';
import { KeyRound } from 'lucide-react';
import type { ApiFailure } from '../api/errors';
import { Button } from '../ui/button';
import { FailureNotice } from '../ui/failure-notice';
import { isLoopback } from '../api/loopback';
import { CONTAINER_HOST, withContainerHost } from './connection-string';
import { UnderstoodChips } from './understood-chips';

interface ConnectFailureProps {
  failure: ApiFailure;
  /** What failed. */
  request: ConnectionRequest;
  /** Connects to what may help. */
  onConnect: (request: ConnectionRequest) => void;
  /** Gives the password a field of its own; undefined where that cannot help. */
  onGivePassword: (() => void) | undefined;
}

/** Why a connection failed, what may help for one click, and what was understood of the string. */
export function ConnectFailure({ failure, request, onConnect, onGivePassword }: ConnectFailureProps) {
  const { code, problem } = failure;
  const understood = problem?.understood;
  const refusedHere = code === 'connect_refused' && isLoopback(understood?.host ?? '');
  const aroundContainer = refusedHere ? atContainerHost(request) : undefined;
  return (
    <>
      <FailureNotice
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

/** Undefined where the request names no loopback host. */
function atContainerHost(request: ConnectionRequest): ConnectionRequest | undefined {
  if (!('connectionString' in request)) return undefined;
  const connectionString = withContainerHost(request.connectionString);
  return connectionString === request.connectionString ? undefined : { ...request, connectionString };
}
