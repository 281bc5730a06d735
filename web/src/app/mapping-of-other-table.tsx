import { sourceOf as sourceOfMapping, type Mapping, type Source } from '@rowhook/contracts';
import { useState } from 'react';
import { replaceSource } from '../lib/replace-query';
import { sameSource, sourceText, type SourceName } from '../lib/source';
import type { Store } from '../lib/store';
import { navigate, firstRowOf } from '../lib/url-state';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import type { Mappings } from '../workbench/persistence';
import type { MappingStore } from '../workbench/store';

/** Opens a mapping of another table than the one on screen, and shows a notice about it. */
export function useMappingOfOtherTable(
  database: string,
  mappings: Mappings | undefined,
  sourceOf: (name: SourceName) => Store<Source>,
) {
  /** The table that was on screen when a mapping of another table was opened, and that other table. */
  const [opened, setOpened] = useState<{ database: string; from: SourceName; to: SourceName }>();
  return {
    /** Shows the table `to` with this mapping instead of `from`. */
    open: (from: SourceName, to: SourceName, mapping: Mapping, text: string) =>
      replaceSource(sourceOf(to).get(), sourceOfMapping(mapping), () => {
        mappings?.open(database, to, mapping, text);
        setOpened({ database, from, to });
        navigate(firstRowOf(to));
      }),
    /** Hides the notice, unless the mapping still waits for its table. */
    hideNotice: () => {
      if (opened !== undefined && mappings?.isWaiting(database, opened.to) !== true) setOpened(undefined);
    },
    /** The notice while `shown` is on screen, or undefined. `store`: of the table on screen. */
    notice: (shown: SourceName, store: MappingStore | undefined) =>
      opened?.database === database ? (
        <OpenedNotice
          from={opened.from}
          to={opened.to}
          shown={shown}
          onUseFields={
            store && mappings?.isWaiting(database, opened.to)
              ? () => mappings.useFields(database, opened.to, store)
              : undefined
          }
          onClose={() => setOpened(undefined)}
        />
      ) : undefined,
  };
}

interface OpenedNoticeProps {
  /** The table that was on screen when the mapping was opened. */
  from: SourceName;
  /** The table of the mapping. */
  to: SourceName;
  /** The table on screen. */
  shown: SourceName;
  /** Uses the fields of the opened mapping for `shown`. Undefined once the mapping no longer waits for `to`. */
  onUseFields: (() => void) | undefined;
  onClose: () => void;
}

/** Explains that the opened mapping is for another table than the one that was on screen. */
function OpenedNotice({ from, to, shown, onUseFields, onClose }: OpenedNoticeProps) {
  const isElsewhere = !sameSource(to, shown);
  if (isElsewhere && onUseFields === undefined) return null;
  const text = to === 'query' ? 'a SQL query' : sourceText(to);
  return (
    <Notice
      tone="info"
      title={
        isElsewhere
          ? `The opened mapping is for ${text}, which is not shown.`
          : `The opened mapping is for ${text}, which is now shown.`
      }
      actions={
        <>
          {isElsewhere ? (
            <Button
              onClick={() => {
                onUseFields?.();
                onClose();
              }}
            >
              Use these fields
            </Button>
          ) : (
            <Button
              onClick={() => {
                navigate(firstRowOf(from));
                onClose();
              }}
            >
              Back to {sourceText(from)}
            </Button>
          )}
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      {isElsewhere ? <p>Its fields can replace those of {sourceText(shown)}.</p> : null}
    </Notice>
  );
}
