import type { ConnectionRequest } from '@rowhook/contracts';
import { KeyRound } from 'lucide-react';
import type { ApiError } from '../api/errors';
import { isLoopback } from '../lib/host';
import { Button } from '../ui/button';
import { ErrorNotice } from '../requests/error-notice';
import { CONTAINER_HOST, withContainerHost, withScheme } from './connection-parts';
import { UnderstoodChips } from './understood-chips';

interface ConnectErrorProps {
  error: ApiError;
  /** The request that failed. */
  request: ConnectionRequest;
  /** Tries another request; undefined after the form was edited, because it would overwrite the edit. */
  onConnect: ((request: ConnectionRequest) => void) | undefined;
  /** Asks for the password separately; undefined if that cannot help. */
  onGivePassword: (() => void) | undefined;
}

/** Why connecting failed, buttons that may help, and the parts of the connection string. */
export function ConnectError({ error, request, onConnect, onGivePassword }: ConnectErrorProps) {
  const { code, problem } = error;
  const understood = problem?.understood;
  const refusedHere = code === 'connect_refused' && isLoopback(understood?.host ?? '');
  const requestWithScheme =
    code === 'connection_string_invalid' ? withRewritten(request, withScheme) : undefined;
  const aroundContainer = refusedHere ? withRewritten(request, withContainerHost) : undefined;
  return (
    <>
      <ErrorNotice
        error={error}
        actions={
          onConnect === undefined ? undefined : (
            <>
              {aroundContainer === undefined ? null : (
                <Button onClick={() => onConnect(aroundContainer)}>Try {CONTAINER_HOST}</Button>
              )}
              {requestWithScheme === undefined ? null : (
                <Button onClick={() => onConnect(requestWithScheme)}>Add postgres://</Button>
              )}
              {code === 'tls_required' ? (
                <Button onClick={() => onConnect({ ...request, sslmode: 'require' })}>
                  Connect with encryption
                </Button>
              ) : null}
              {onGivePassword === undefined ? null : (
                <Button icon={KeyRound} onClick={onGivePassword}>
                  Enter password separately
                </Button>
              )}
            </>
          )
        }
      />
      {understood === undefined || 'connectionString' in request ? null : (
        <UnderstoodChips understood={understood} />
      )}
    </>
  );
}

/** Returns the request with another connection string; undefined if `rewrite` returns undefined. */
function withRewritten(
  request: ConnectionRequest,
  rewrite: (connectionString: string) => string | undefined,
): ConnectionRequest | undefined {
  if (!('connectionString' in request)) return undefined;
  const connectionString = rewrite(request.connectionString);
  return connectionString === undefined ? undefined : { ...request, connectionString };
}
