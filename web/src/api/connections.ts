import type { ConnectionRequest } from '@rowhook/contracts';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { connected, session } from './connection';
import { call } from './client';
import { ApiFailure } from './errors';

interface Attempt {
  request: ConnectionRequest;
  signal: AbortSignal;
}

/** Connects, one attempt at a time, and none that outlives the component; the answer becomes the session's connection. */
export function useConnect() {
  const attempt = useRef<AbortController>(undefined);
  const { mutate, reset, isPending, error, variables } = useMutation({
    mutationFn: ({ request, signal }: Attempt) => call('createConnection', { body: request }, signal),
    onSuccess: connected,
    // The request holds the password: nothing keeps it after the attempt.
    gcTime: 0,
  });
  useEffect(() => () => attempt.current?.abort(), []);
  return {
    connect: (request: ConnectionRequest) => {
      attempt.current?.abort();
      attempt.current = new AbortController();
      mutate({ request, signal: attempt.current.signal });
    },
    /** Ends an attempt, and forgets how it ended. */
    forget: () => {
      attempt.current?.abort();
      reset();
    },
    /** What is being connected to, or was, with what came of it. */
    request: variables?.request,
    isPending,
    failure: error instanceof ApiFailure ? error : undefined,
  };
}

/** Connects once more to the same source, refusing a connection without encryption; one that was made since then stays. */
export function useEncryptConnection() {
  return useMutation({
    mutationFn: () => call('encryptConnection', {}),
    onMutate: () => session.get().number,
    onSuccess: (connection, _, number) => {
      if (session.get().number === number) connected(connection);
    },
  });
}
