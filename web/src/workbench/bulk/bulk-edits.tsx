import {
  CaseSensitive,
  CircleSlash2,
  ListTree,
  Quote,
  TextCursorInput,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { isComposing } from '../../lib/dom';
import {
  planCamelCase,
  planCast,
  planNesting,
  planNulls,
  planPrefix,
  planRemoval,
  type BulkError,
  type BulkPlan,
  type BulkScope,
} from '../../mapping/bulk';
import { nullLabels, plainPolicies, type PlainPolicy } from '../../mapping/model';
import fieldStyles from '../../ui/field.module.css';
import { ToggleGroup } from '../../ui/toggle-group';
import styles from './bulk-edits.module.css';

interface BulkFormProps<Options> {
  options: Options;
  invalid: boolean;
  /** Id of the summary of the changes. */
  describedBy: string;
  onChange(options: Options): void;
  onEnter: () => void;
}

/**
 * An edit of all fields that the filter shows. `plan` and `form` are methods, not properties: TypeScript compares the parameters of
 * methods bivariantly, so that edits with different options fit in one list.
 */
export interface BulkEdit<Options = unknown> {
  label: string;
  /** What it does, in a few words. */
  hint: string;
  icon: LucideIcon;
  /** The label of the button. It also selects the summary. */
  verb: 'Change' | 'Remove';
  noun: 'path' | 'field';
  /** Shown if it would change nothing. */
  unchanged: string;
  initial: Options;
  plan(scope: BulkScope, options: Options): BulkPlan | BulkError;
  /** Asks for the options, if there are any. */
  form?(props: BulkFormProps<Options>): ReactNode;
}

const prefix: BulkEdit<string> = {
  label: 'Prefix',
  hint: 'email → user.email',
  icon: TextCursorInput,
  verb: 'Change',
  noun: 'path',
  unchanged: 'No prefix can be added to these paths.',
  initial: 'user.',
  plan: planPrefix,
  form: (props) => (
    <label className={styles.form}>
      Prefix
      <input
        className={fieldStyles.input}
        value={props.options}
        aria-invalid={props.invalid}
        aria-describedby={props.describedBy}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !isComposing(event.nativeEvent)) props.onEnter();
        }}
        onFocus={(event) => event.target.select()}
        data-first
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      <span>A dot at the end puts the fields inside an object.</span>
    </label>
  ),
};

const nulls: BulkEdit<PlainPolicy> = {
  label: 'If NULL',
  hint: 'Keep null, omit the key, or reject the row',
  icon: CircleSlash2,
  verb: 'Change',
  noun: 'field',
  unchanged: 'Nothing to change: these fields already do this, or are fixed values.',
  initial: 'omit',
  plan: planNulls,
  form: (props) => (
    <div className={styles.form}>
      <ToggleGroup
        label="If NULL"
        options={plainPolicies.map((policy) => ({ value: policy, label: nullLabels[policy] }))}
        value={props.options}
        onChange={(option) => props.onChange(option)}
      />
      <span>Fixed values are never NULL. A default is set field by field.</span>
    </div>
  ),
};

const cast: BulkEdit<'string' | 'own'> = {
  label: 'Send as',
  hint: '42 → "42", or back to its own type',
  icon: Quote,
  verb: 'Change',
  noun: 'field',
  unchanged: 'Nothing to change: these fields are already sent this way, or their type does not allow it.',
  initial: 'string',
  plan: planCast,
  form: (props) => (
    <div className={styles.form}>
      <ToggleGroup
        label="Send as"
        options={[
          { value: 'string', label: 'string' },
          { value: 'own', label: 'own type' },
        ]}
        value={props.options}
        onChange={(option) => props.onChange(option)}
      />
      <span>
        {props.options === 'string'
          ? 'Only where the column allows it. Lists and JSON become a string that holds them.'
          : 'Each column is sent as its own type.'}
      </span>
    </div>
  ),
};

/** Every bulk edit, in the order of the menu. */
export const bulkEdits: readonly BulkEdit[] = [
  {
    label: 'snake_case to camelCase',
    hint: 'first_name → firstName',
    icon: CaseSensitive,
    verb: 'Change',
    noun: 'path',
    unchanged: 'No key among these fields has an underscore between words.',
    initial: undefined,
    plan: planCamelCase,
  },
  prefix,
  {
    label: 'Nest by common words',
    hint: 'first_name, last_name → name.first, name.last',
    icon: ListTree,
    verb: 'Change',
    noun: 'path',
    unchanged: 'No two keys in one object begin with the same word, or end with one that can name an object.',
    initial: undefined,
    plan: planNesting,
  },
  nulls,
  cast,
  {
    label: 'Remove',
    hint: 'Takes the fields out of the payload',
    icon: Trash2,
    verb: 'Remove',
    noun: 'field',
    unchanged: 'There is nothing to remove.',
    initial: undefined,
    plan: planRemoval,
  },
];
