import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';
import { download } from '../../lib/dom';
import { Notice } from '../../ui/notice';
import { Segmented } from '../../ui/toggle-group';
import { relationText } from '../../lib/relation';
import { validMapping } from '../store';
import { useMapping, useMappingStore } from '../context';
import { jobCommand, jobFile, type Job } from './export-command';
import styles from './export-dialog.module.css';

/** The command with which a batch tool exports the whole relation by this mapping. */
export default function JobDialog({ onClose }: { onClose: () => void }) {
  const { relation } = useMappingStore();
  const draft = useMapping((state) => state.draft);
  const verdict = useMapping((state) => state.verdict);
  const mapping = useMemo(() => validMapping({ draft, verdict }), [draft, verdict]);
  const [onError, setOnError] = useState<Job['onError']>('stop');
  if (mapping === undefined) {
    return (
      <Dialog title="Use in a job" onClose={onClose}>
        <Notice tone="warn" title="The mapping has a conflict.">
          <p>The engine refuses such a mapping. Mend it first: its row says how.</p>
        </Notice>
      </Dialog>
    );
  }
  const file = jobFile(relation);
  const command = jobCommand({ relation, mapping, onError });
  return (
    <Dialog
      title="Use in a job"
      onClose={onClose}
      wide
      actions={
        <>
          <Button
            icon={Download}
            onClick={() =>
              download(file.replace(/ndjson$/, 'sh'), 'text/x-shellscript', `#!/usr/bin/env bash\n${command}`)
            }
          >
            Download script
          </Button>
          <CopyButton look="primary" label="Copy command" text={() => command} />
        </>
      }
    >
      <p>
        Writes every row of {relationText(relation)} to <code>{file}</code>, one payload a line, by the code
        that makes this preview. It needs bash, jq and curl, and these in the environment, so that no secret
        is in the command:
      </p>
      <dl className={styles.variables}>
        <div>
          <dt>DATABASE_URL</dt>
          <dd>the connection string</dd>
        </div>
        <div>
          <dt>ENGINE_TOKEN</dt>
          <dd>
            the token that the engine was started with; set it together with <code>ENGINE_PORT=7070</code>{' '}
            before <code>npm start</code>
          </dd>
        </div>
        <div>
          <dt>ENGINE_URL</dt>
          <dd>where the engine is not at http://127.0.0.1:7070</dd>
        </div>
      </dl>
      <div className={styles.option}>
        <span>A row that does not fit</span>
        <Segmented
          label="A row that does not fit"
          options={[
            { value: 'stop', label: 'stops the export' },
            { value: 'skip', label: 'is left out and counted' },
          ]}
          value={onError}
          onChange={setOnError}
        />
      </div>
      <pre className={styles.command} role="region" aria-label="Command" tabIndex={0}>
        {command}
      </pre>
      <p className={styles.note}>
        The last line of the file, {'{"$end": …}'}, is no payload: it is there only when the file is complete,
        and the command fails without it.
      </p>
    </Dialog>
  );
}
