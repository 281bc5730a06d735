import type { Connection } from '@rowhook/contracts';
import { ChevronRight, Keyboard, Lock, Monitor, Moon, Redo2, Sun, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { visibleName } from '../lib/visible-text';
import { formatEstimatedRows, plural } from '../lib/format';
import { setTheme, theme, type Theme } from '../lib/preferences';
import { nameOf, sourceText, type SourceDetail, type SourceName } from '../lib/source';
import { ariaShortcuts, firstShortcut, type Command } from '../lib/commands';
import { useStore } from '../lib/store';
import { navigate } from '../lib/url-state';
import { redo, undo } from '../workbench/mapping-commands';
import { showShortcuts } from './page-commands';
import { Button, IconButton } from '../ui/button';
import { FailedButton, lazyPart } from '../ui/lazy-part';
import type { MappingStore } from '../workbench/store';
import { sourceKey } from '../workbench/stored-drafts';
import type { WorkbenchState } from '../workbench/workbench-state';
import styles from './header.module.css';

const SaveMapping = lazyPart(() => import('../workbench/export/save-mapping'), null, FailedButton);

export type Stage = 'connect' | 'source' | 'map';

interface HeaderProps {
  stage: Stage;
  connection: Connection | undefined;
  sourceName: SourceName | undefined;
  detail: SourceDetail | undefined;
  workbench: WorkbenchState | undefined;
}

/** The stages of the flow, each a chip once it is done, and the tools of the page. */
export function Header({ stage, connection, sourceName, detail, workbench }: HeaderProps) {
  return (
    <header className={styles.header}>
      <span className={styles.brand}>
        row<b>hook</b>
      </span>
      <nav aria-label="Steps">
        <ol className={styles.rail}>
          <Chip
            name="Connect"
            current={stage === 'connect'}
            onOpen={connection && (() => navigate({ opened: 'connect', search: '' }))}
          >
            {connection === undefined ? null : <ConnectionChip connection={connection} />}
          </Chip>
          <Chip
            name="Source"
            current={stage === 'source'}
            onOpen={connection && (() => navigate({ opened: 'source', tab: undefined, search: '' }))}
          >
            {connection === undefined || sourceName === undefined ? null : (
              <>
                {sourceName === 'query' ? (
                  sourceText(sourceName)
                ) : (
                  <>
                    <span className={styles.schema}>
                      <bdi>{visibleName(sourceName.schema)}</bdi>.
                    </span>
                    <bdi>{visibleName(sourceName.name)}</bdi>
                  </>
                )}
                {detail?.estimatedRows == null ? null : (
                  <span className={styles.extra}>{formatEstimatedRows(detail.estimatedRows)}</span>
                )}
              </>
            )}
          </Chip>
          <Chip
            name="Map"
            current={stage === 'map'}
            onOpen={
              connection && sourceName && (() => navigate({ opened: undefined, tab: undefined, search: '' }))
            }
          >
            {workbench === undefined || stage !== 'map' ? null : <FieldCount store={workbench.mapping} />}
          </Chip>
        </ol>
      </nav>
      <div className={styles.tools}>
        {workbench === undefined || stage !== 'map' ? null : (
          <>
            <History workbench={workbench} />
            <SaveMapping key={sourceKey(nameOf(workbench.mapping.source.get()))} store={workbench.mapping} />
          </>
        )}
        <IconButton
          label={showShortcuts.label}
          icon={Keyboard}
          onClick={() => showShortcuts.run(workbench)}
          aria-keyshortcuts={ariaShortcuts(showShortcuts)}
        />
        <ThemeSwitch />
      </div>
    </header>
  );
}

interface ChipProps {
  name: string;
  current: boolean;
  onOpen: (() => void) | undefined;
  children: ReactNode;
}

function Chip({ name, current, onOpen, children }: ChipProps) {
  const content = (
    <>
      <small>{name}</small>
      {children === null ? null : <span className={styles.detail}>{children}</span>}
    </>
  );
  return (
    <li>
      {onOpen === undefined || current ? (
        <span className={styles.chip} aria-current={current ? 'step' : undefined}>
          {content}
        </span>
      ) : (
        <button type="button" className={styles.chip} onClick={onOpen}>
          {content}
        </button>
      )}
      <ChevronRight size={14} aria-hidden className={styles.next} />
    </li>
  );
}

function ConnectionChip({ connection: { server } }: { connection: Connection }) {
  return (
    <>
      <bdi>{visibleName(server.user)}</bdi> @ {visibleName(server.host)} /{' '}
      <bdi>{visibleName(server.database)}</bdi>
      {server.tls ? (
        <span className={styles.tls}>
          <Lock size={12} aria-hidden /> TLS
        </span>
      ) : null}
    </>
  );
}

function FieldCount({ store }: { store: MappingStore }) {
  const count = useStore(store, ({ draft }) => draft.fields.length);
  return <>{plural(count, 'field')}</>;
}

function History({ workbench }: { workbench: WorkbenchState }) {
  const undone = useStore(workbench.mapping, ({ past }) => past.at(-1)?.name);
  const redone = useStore(workbench.mapping, ({ future }) => future.at(-1)?.name);
  const undoLabel = named(undo, undone);
  const redoLabel = named(redo, redone);
  return (
    <>
      <Button
        icon={Undo2}
        className={styles.undo}
        aria-label={undoLabel}
        aria-keyshortcuts={ariaShortcuts(undo)}
        disabled={undone === undefined}
        title={undone === undefined ? undefined : withShortcut(undo, undoLabel)}
        onClick={() => undo.run(workbench)}
      >
        {undo.label}
        <span>{undone === undefined ? '' : `: ${undone}`}</span>
      </Button>
      <IconButton
        label={redoLabel}
        icon={Redo2}
        title={redone === undefined ? redoLabel : withShortcut(redo, redoLabel)}
        aria-keyshortcuts={ariaShortcuts(redo)}
        disabled={redone === undefined}
        onClick={() => redo.run(workbench)}
      />
    </>
  );
}

type MappingCommand = Command<WorkbenchState>;

/** A command with the name of the edit that it would undo or redo. */
function named({ label }: MappingCommand, edit: string | undefined): string {
  return edit === undefined ? label : `${label}: ${edit}`;
}

function withShortcut(command: MappingCommand, label: string): string {
  return `${label} (${firstShortcut(command)})`;
}

const themes: Record<Theme, { icon: typeof Sun; next: Theme; label: string }> = {
  system: { icon: Monitor, next: 'light', label: 'Theme: system' },
  light: { icon: Sun, next: 'dark', label: 'Theme: light' },
  dark: { icon: Moon, next: 'system', label: 'Theme: dark' },
};

function ThemeSwitch() {
  const { icon, next, label } = themes[useStore(theme)];
  return <IconButton label={label} icon={icon} onClick={() => setTheme(next)} />;
}
