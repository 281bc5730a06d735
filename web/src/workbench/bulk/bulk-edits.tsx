import {
  CaseSensitive,
  CircleSlash2,
  ListTree,
  Quote,
  TextCursorInput,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import { useState, type ComponentType, type ReactNode } from 'react';
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

type Plan = (scope: BulkScope) => BulkPlan | BulkError;

interface BulkFormProps {
  invalid: boolean;
  /** Id of the summary of the changes. */
  describedBy: string;
  onChange: (plan: Plan) => void;
  onEnter: () => void;
}

/** An edit of all fields that the field search finds. */
export interface BulkEdit {
  label: string;
  /** What it does, in a few words. */
  about: string;
  icon: LucideIcon;
  /** The label of the button. It also selects the summary. */
  verb: 'Change' | 'Remove';
  noun: 'path' | 'field';
  /** Shown if it would change nothing. */
  unchanged: string;
  /** The plan until the form changes it. */
  plan: Plan;
  /** Asks for the options, if there are any. */
  Form?: ComponentType<BulkFormProps>;
}

interface OptionsProps<Options> extends Omit<BulkFormProps, 'onChange'> {
  options: Options;
  onChange: (options: Options) => void;
}

/** The plan of an edit with its first options, and a form that changes them. */
function withOptions<Options>(
  first: Options,
  plan: (scope: BulkScope, options: Options) => BulkPlan | BulkError,
  form: (props: OptionsProps<Options>) => ReactNode,
): Pick<BulkEdit, 'plan' | 'Form'> {
  const planWith =
    (options: Options): Plan =>
    (scope) =>
      plan(scope, options);
  function Form({ onChange, ...props }: BulkFormProps) {
    const [options, setOptions] = useState(first);
    const change = (next: Options) => {
      setOptions(next);
      onChange(planWith(next));
    };
    return form({ ...props, options, onChange: change });
  }
  return { plan: planWith(first), Form };
}

const prefix: BulkEdit = {
  label: 'Prefix',
  about: 'email → user.email',
  icon: TextCursorInput,
  verb: 'Change',
  noun: 'path',
  unchanged: 'No prefix can be added to these paths.',
  ...withOptions<string>('user.', planPrefix, (props) => (
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
  )),
};

const nulls: BulkEdit = {
  label: 'If NULL',
  about: 'Keep null, omit the key, or reject the row',
  icon: CircleSlash2,
  verb: 'Change',
  noun: 'field',
  unchanged: 'Nothing to change: these fields already do this, or are fixed values.',
  ...withOptions<PlainPolicy>('omit', planNulls, (props) => (
    <div className={styles.form}>
      <ToggleGroup
        label="If NULL"
        options={plainPolicies.map((policy) => ({ value: policy, label: nullLabels[policy] }))}
        value={props.options}
        onChange={(option) => props.onChange(option)}
      />
      <span>Fixed values are never NULL. A default is set field by field.</span>
    </div>
  )),
};

const cast: BulkEdit = {
  label: 'Send as',
  about: '42 → "42", or back to its own type',
  icon: Quote,
  verb: 'Change',
  noun: 'field',
  unchanged: 'Nothing to change: these fields are already sent this way, or their type does not allow it.',
  ...withOptions<'string' | 'own'>('string', planCast, (props) => (
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
  )),
};

/** Every bulk edit, in the order of the menu. */
export const bulkEdits: readonly BulkEdit[] = [
  {
    label: 'snake_case to camelCase',
    about: 'first_name → firstName',
    icon: CaseSensitive,
    verb: 'Change',
    noun: 'path',
    unchanged: 'No key among these fields has an underscore between words.',
    plan: planCamelCase,
  },
  prefix,
  {
    label: 'Nest by common words',
    about: 'first_name, last_name → name.first, name.last',
    icon: ListTree,
    verb: 'Change',
    noun: 'path',
    unchanged: 'No two keys in one object begin with the same word, or end with one that can name an object.',
    plan: planNesting,
  },
  nulls,
  cast,
  {
    label: 'Remove',
    about: 'Takes the fields out of the payload',
    icon: Trash2,
    verb: 'Remove',
    noun: 'field',
    unchanged: 'There is nothing to remove.',
    plan: planRemoval,
  },
];
