import type { ConnectionRequest } from '@rowhook/contracts';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../api/client';
import { ApiError } from '../api/errors';
import { connected, session } from '../api/session';
import { pushAfter, urlState } from '../lib/url-state';

interface Attempt {
  request: ConnectionRequest;
  signal: AbortSignal;
}

/**
 * Connects, one attempt at a time; an attempt ends with the component. The response becomes the session's connection.
 */
export function useConnect() {
  const attempt = useRef<AbortController>(undefined);
  const { mutate, reset, isPending, error, variables } = useMutation({
    mutationFn: ({ request: body, signal }: Attempt) => call('createConnection', { body }, signal),
    onSuccess: (connection, { request: body }) => {
      const { expired } = session.get();
      connected(connection, 'use' in body ? body.use : undefined);
      // After a connection has expired, the page is shown as it was.
      if (expired !== undefined) return;
      const { opened } = urlState.get();
      pushAfter({ opened: 'connect' }, opened === 'source' ? { opened } : {});
    },
    // The request contains the password. The cache drops it with the component, or once a newer attempt begins.
    gcTime: 0,
  });
  useEffect(() => () => attempt.current?.abort(), []);
  return {
    connect: (next: ConnectionRequest) => {
      attempt.current?.abort();
      attempt.current = new AbortController();
      mutate({ request: next, signal: attempt.current.signal });
    },
    /** Aborts the attempt and clears its result. */
    forget: () => {
      attempt.current?.abort();
      reset();
    },
    /** The request of the current or the last attempt. */
    request: variables?.request,
    isPending,
    /** Undefined for an aborted attempt, whose error is not of the API. */
    failure: error instanceof ApiError ? error : undefined,
  };
}
