import { Download } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { queries } from '../../api/queries';
import { download } from '../../lib/dom';
import { fileName, nameOf, sourceText } from '../../lib/source';
import { useStore } from '../../lib/store';
import { mappingText } from '../../mapping/document';
import { excludedText, validMapping, withoutFields } from '../../mapping/valid-mapping';
import { Button, CopyButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { ToggleGroup } from '../../ui/toggle-group';
import { useMapping, useMappingStore } from '../context';
import { exportCommand, oneFieldALine, type ExportOptions } from './export-command';
import styles from './export-dialog.module.css';

/** The command that exports the whole source with this mapping. */
export default function ExportDialog({ onClose }: { onClose: () => void }) {
  const store = useMappingStore();
  const source = useStore(store.source);
  const name = nameOf(source);
  const valid = useMapping(validMapping);
  const document = useMemo(() => mappingText(valid.draft, undefined, oneFieldALine) ?? '', [valid]);
  const engineUrl = useQuery(queries.settings).data?.engineUrl ?? 'http://127.0.0.1:7070';
  const [onError, setOnError] = useState<ExportOptions['onError']>('stop');
  const file = fileName(name, 'ndjson');
  const command = exportCommand({ source, document, onError, engineUrl });
  return (
    <Dialog
      title="Export command"
      onClose={onClose}
      wide
      actions={
        <>
          <Button
            icon={Download}
            onClick={() => download(fileName(name, 'sh'), 'text/x-shellscript', `#!/bin/sh\n${command}`)}
          >
            Download script
          </Button>
          <CopyButton look="primary" label="Copy command" text={() => command} />
        </>
      }
    >
      <p>
        Writes every row of {sourceText(name)}
        {source.where === undefined || source.where.length === 0 ? '' : ' that matches its filter'} to{' '}
        <code>{file}</code>, one payload a line, with the same code as this preview. It needs jq and curl, and
        these in the environment, so that no secret is in the command:
      </p>
      <dl className={styles.variables}>
        <div>
          <dt>DATABASE_URL</dt>
          <dd>the connection string</dd>
        </div>
        <div>
          <dt>ENGINE_TOKEN</dt>
          <dd>
            the engine’s token; with <code>npm start</code>, run <code>. .rowhook/engine.env</code>, which
            also sets ENGINE_URL; with Docker Compose, see engine/README.md
          </dd>
        </div>
        <div>
          <dt>ENGINE_URL</dt>
          <dd>only if the engine is not at {engineUrl}</dd>
        </div>
      </dl>
      <div className={styles.option}>
        <span>A row that does not fit</span>
        <ToggleGroup
          label="A row that does not fit"
          options={[
            { value: 'stop', label: 'stops the export' },
            { value: 'skip', label: 'is skipped and counted' },
          ]}
          value={onError}
          onChange={setOnError}
        />
      </div>
      {valid.excluded.length === 0 ? null : (
        <Notice
          tone="warn"
          title={`The command is ${withoutFields(valid.excluded.length)}: ${excludedText(valid.excluded)}`}
        />
      )}
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
