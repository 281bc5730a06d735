import {
  Suspense,
  createContext,
  lazy,
  useContext,
  useState,
  type ComponentType,
  type LazyExoticComponent,
  type ReactNode,
} from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Notice, RetryButton } from './notice';

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

const NOT_LOADED = 'This part of the page could not be loaded.';

const failedStyles = new Set<HTMLLinkElement>();

window.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') failedStyles.add(target);
  },
  true,
);

/** Vite loads each stylesheet once, also if it fails, so that the script would be shown without its styles. */
async function loadStylesAgain(): Promise<void> {
  const loads = [...failedStyles].map((failed) => {
    const link = document.createElement('link');
    for (const { name, value } of failed.attributes) link.setAttribute(name, value);
    const loaded = new Promise((resolve, reject) => {
      link.addEventListener('load', resolve);
      link.addEventListener('error', () => reject(new Error(`${link.href} cannot be loaded.`)));
    });
    failedStyles.delete(failed);
    failed.replaceWith(link);
    return loaded;
  });
  await Promise.all(loads);
}

/** Loads a part of the page again. */
const RetryContext = createContext<() => void>(() => undefined);

/** A component whose script is loaded when it is first shown. If that fails, `Failed` is in its place. */
export function lazyPart<Props extends object>(
  load: Load<Props>,
  waiting: ReactNode = null,
  Failed: ComponentType<Props> = FailedPart,
): ComponentType<Props> {
  // React keeps the outcome of a lazy component, so each attempt needs a new one.
  const attempt = (): LazyExoticComponent<ComponentType<Props>> =>
    lazy(() =>
      loadStylesAgain()
        .then(load)
        .catch(() => {
          current = attempt();
          return { default: Failed };
        }),
    );
  let current = attempt();
  return function LazyPart(props) {
    const [Part, setPart] = useState(() => current);
    return (
      <RetryContext value={() => setPart(() => current)}>
        <Suspense fallback={waiting}>
          <Part {...props} />
        </Suspense>
      </RetryContext>
    );
  };
}

/** Like `lazyPart`, for a dialog. */
export function lazyDialog<Props extends { onClose: () => void }>(load: Load<Props>): ComponentType<Props> {
  return lazyPart(load, null, FailedDialog);
}

export function FailedPart({ actions }: { actions?: ReactNode }) {
  return <NotLoaded onRetry={useContext(RetryContext)} actions={actions} />;
}

interface NotLoadedProps {
  onRetry: () => void;
  actions?: ReactNode;
}

/** Replaces what needs a script that could not be loaded. */
export function NotLoaded({ onRetry, actions }: NotLoadedProps) {
  return (
    <Notice
      tone="bad"
      title={NOT_LOADED}
      alert
      actions={
        <>
          <RetryButton onRetry={onRetry} />
          {actions}
        </>
      }
    >
      <p>The server cannot be reached, or it has been updated. After an update, reload the page.</p>
    </Notice>
  );
}

function FailedDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Not loaded" onClose={onClose}>
      <FailedPart />
    </Dialog>
  );
}

/** For a place that is too small for a notice. */
export function FailedButton() {
  const retry = useContext(RetryContext);
  return (
    <Button title={NOT_LOADED} onClick={retry}>
      Try again
    </Button>
  );
}
