import { Popover } from '@base-ui/react/popover';
import type { Step } from '@rowhook/contracts';
import { WandSparkles } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { stepsSummary } from '../../mapping/steps';
import pickerStyles from './json-pointer-picker.module.css';
import styles from './steps-editor.module.css';

const StepsEditor = lazy(() => import('./steps-editor'));

interface StepsPickerProps {
  id: number;
  /** The name of the field, for the labels. */
  name: string;
  steps: readonly Step[];
}

/** Shows the steps of a field in a few words, and opens their editor. */
export function StepsPicker({ id, name, steps }: StepsPickerProps) {
  const summary = stepsSummary(steps);
  return (
    <Popover.Root>
      <Popover.Trigger
        className={`${pickerStyles.trigger} ${styles.trigger}`}
        aria-label={`Steps of ${name}: ${summary === '' ? 'none' : summary}`}
        data-whole={steps.length === 0}
        data-part="steps"
        title={summary === '' ? 'Add steps: trim, lowercase, look up, hash …' : summary}
        tabIndex={-1}
      >
        {summary === '' ? (
          <WandSparkles size={13} aria-hidden />
        ) : steps.length === 1 ? (
          summary
        ) : (
          `${steps.length} steps`
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          className={pickerStyles.positioner}
          sideOffset={4}
          align="start"
          collisionPadding={8}
        >
          <Popover.Popup className={styles.popup} aria-label={`Steps of ${name}`}>
            <Suspense>
              <StepsEditor id={id} steps={steps} />
            </Suspense>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
