import type { Warning } from '@rowhook/contracts';
import { useMutation } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { call } from '../api/client';
import { connected, session } from '../api/session';
import { Button } from '../ui/button';
import { ErrorNotice } from '../requests/error-notice';
import { ExactText } from '../ui/exact-text';
import { Notice } from '../ui/notice';

/** The warnings of a connection, with a button if one fixes them. */
export function ConnectionWarnings({ warnings }: { warnings: readonly Warning[] }) {
  const { mutate, isPending, error } = useEncryptConnection();
  return (
    <>
      {warnings.map(({ code, message }) => {
        const isUnencrypted = code === 'not_encrypted';
        return (
          <Notice
            key={code + message}
            tone="warn"
            title={message}
            actions={
              isUnencrypted ? (
                <Button icon={Lock} disabled={isPending} onClick={() => mutate()}>
                  Require encryption
                </Button>
              ) : undefined
            }
          >
            {isUnencrypted ? (
              <p>First turn on ssl on the server. Otherwise the encrypted connection fails.</p>
            ) : null}
          </Notice>
        );
      })}
      {error?.code === 'tls_failed' ? (
        <Notice tone="bad" alert title="The encrypted connection failed.">
          <p>
            <ExactText text={error.problem?.detail || 'The server offers no TLS.'} /> You are still connected
            without encryption.
          </p>
        </Notice>
      ) : error === null ? null : (
        <ErrorNotice error={error} />
      )}
    </>
  );
}

/** Connects to the same database again, with encryption required. A connection made meanwhile stays. */
function useEncryptConnection() {
  return useMutation({
    mutationFn: () => call('encryptConnection', {}),
    onMutate: () => session.get().number,
    onSuccess: (connection, _, number) => {
      if (session.get().number === number) connected(connection, session.get().use);
    },
  });
}
