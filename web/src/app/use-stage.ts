import type { Source } from '@rowhook/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { queries } from '../api/queries';
import { session } from '../api/session';
import { queryDetail, relationDetail, sourceText, type SourceName } from '../lib/source';
import { useStore, type Store } from '../lib/store';
import { navigate, urlState } from '../lib/url-state';
import type { Stage } from './header';

/** The stage that the URL, the connection and the sources allow, and what is known about the source in the URL. */
export function useStage(sourceOf: (name: SourceName) => Store<Source>) {
  const isConnected = useStore(session, ({ connection }) => connection !== undefined);
  const { sourceName, opened } = useStore(urlState);
  const query = useStore(sourceOf('query'));
  const hasQuery = query.query !== undefined && query.query !== '';
  const hasSource = sourceName !== undefined && (sourceName !== 'query' || hasQuery);
  const stage: Stage = isConnected ? (opened ?? (hasSource ? 'map' : 'source')) : 'connect';
  const isUnwritten = isConnected && opened === undefined && sourceName === 'query' && !hasQuery;
  useEffect(() => {
    // A link to a query does not contain its text. The editor opens, and stays open while the user types.
    if (isUnwritten) navigate({ opened: 'source' }, false);
  }, [isUnwritten]);
  const detail = useDetail(isConnected ? sourceName : undefined, stage === 'map' ? query : undefined);
  return { stage, sourceName, detail };
}

/** What is known about a table, or about the query while it is needed. */
function useDetail(sourceName: SourceName | undefined, query: Source | undefined) {
  const isQuery = sourceName === 'query';
  const ofRelation = useQuery({
    ...queries.relation(isQuery ? undefined : sourceName),
    select: relationDetail,
  });
  const ofQuery = useQuery({
    ...queries.description(isQuery ? query : undefined),
    select: queryDetail,
  });
  return isQuery ? ofQuery : ofRelation;
}

/** Names the source in the title of the page. */
export function useTitle(sourceName: SourceName | undefined): void {
  const name = sourceName && sourceText(sourceName);
  useEffect(() => {
    document.title = name === undefined ? 'Rowhook' : `${name} · Rowhook`;
  }, [name]);
}

/**
 * A ref to the element that takes the focus when the focused one was removed with the previous stage: the next Tab starts in the
 * new stage, not at the top of the page. `isReady`: the stage is rendered.
 */
export function useStageFocus(stage: Stage, isReady: boolean) {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isReady && document.activeElement === document.body) main.current?.focus();
  }, [isReady, stage]);
  return main;
}
