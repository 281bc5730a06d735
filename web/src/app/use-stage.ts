import type { RelationName, Source } from '@rowhook/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { queries } from '../api/queries';
import { session } from '../api/session';
import { QUERY, isQuery, relationText } from '../lib/relation';
import { queryDetail } from '../lib/source';
import { useStore, type Store } from '../lib/store';
import { navigate, urlState } from '../lib/url-state';
import type { Stage } from './header';

/** The stage that the URL, the connection and the sources allow, and the columns of the relation in the URL. */
export function useStage(sourceOf: (relation: RelationName) => Store<Source>) {
  const isConnected = useStore(session, ({ connection }) => connection !== undefined);
  const { relation, opened } = useStore(urlState);
  const query = useStore(sourceOf(QUERY));
  const hasQuery = query.query !== undefined && query.query !== '';
  const hasSource = relation !== undefined && (!isQuery(relation) || hasQuery);
  const stage: Stage = isConnected ? (opened ?? (hasSource ? 'map' : 'source')) : 'connect';
  const isUnwritten = isConnected && opened === undefined && isQuery(relation) && !hasQuery;
  useEffect(() => {
    // A link to a query does not contain its text. The editor opens, and stays open while the user types.
    if (isUnwritten) navigate({ opened: 'source' }, false);
  }, [isUnwritten]);
  const detail = useDetail(isConnected ? relation : undefined, stage === 'map' ? query : undefined);
  return { stage, relation, detail };
}

/** The columns of a table, or of the query while it is needed. */
function useDetail(relation: RelationName | undefined, query: Source | undefined) {
  const isTable = relation !== undefined && !isQuery(relation);
  const table = useQuery(queries.relation(isTable ? relation : undefined));
  const described = useQuery({
    ...queries.description(isQuery(relation) ? query : undefined),
    select: queryDetail,
  });
  return isTable ? table : described;
}

/** Names the relation in the title of the page. */
export function useTitle(relation: RelationName | undefined): void {
  const name = relation && relationText(relation);
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
