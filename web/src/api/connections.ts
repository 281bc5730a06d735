import type { ConnectionRequest } from '@rowhook/contracts';
import { useMutation } from '@tanstack/react-query';
import { connected, session } from '../state/session';
import { call } from './client';

interface Attempt {
  request: ConnectionRequest;
  signal: AbortSignal;
}

/** Connects; the answer becomes the session's connection. */
export function useConnect() {
  return useMutation({
    mutationFn: ({ request, signal }: Attempt) => call('createConnection', { body: request }, signal),
    onSuccess: connected,
    // The request holds the password: nothing keeps it after the attempt.
    gcTime: 0,
  });
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
