import type { Warning } from '@rowhook/contracts';
import { Lock } from 'lucide-react';
import { useEncryptConnection } from '../api/connections';
import { ApiFailure } from '../api/errors';
import { Button } from '../ui/button';
import { FailureNotice } from '../ui/failure-notice';
import { Notice } from '../ui/notice';

/** What one should know about a connection that works, with the remedy where it is one click. */
export function ConnectionWarnings({ warnings }: { warnings: readonly Warning[] }) {
  const { mutate, isPending, error } = useEncryptConnection();
  return (
    <>
      {warnings.map(({ code, message }) => (
        <Notice
          key={code + message}
          tone="warn"
          title={message}
          actions={
            code === 'not_encrypted' ? (
              <Button icon={Lock} disabled={isPending} onClick={() => mutate()}>
                Require encryption
              </Button>
            ) : undefined
          }
        />
      ))}
      {error instanceof ApiFailure ? <FailureNotice failure={error} /> : null}
    </>
  );
}
