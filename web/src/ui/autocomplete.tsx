import { Autocomplete } from '@base-ui/react/autocomplete';
import { useLayoutEffect, useRef, useState, type ComponentProps, type KeyboardEvent } from 'react';
import { isComposing } from '../lib/dom';
import styles from './autocomplete.module.css';

export interface Suggestion {
  label: string;
  /** The whole text after accepting the suggestion. */
  value: string;
  /** The caret after accepting it; the end by default. */
  caret?: number;
}

type AutocompleteInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange'> & {
  value: string;
  onChange: (value: string) => void;
  /** The suggestions for the text before the caret, the best one first. */
  complete: (value: string, caret: number) => readonly Suggestion[];
  /** Whether Enter keeps the text instead of the best suggestion, unless an arrow key has chosen one. */
  canStay?: (value: string, suggestion: string) => boolean;
  /** Whether suggestions open on focus. */
  eager?: boolean;
  /** Whether the end of a long text is shown while the input has no focus. */
  showEnd?: boolean;
};

const NONE: readonly Suggestion[] = [];

/**
 * An input with suggestions; the best one is preselected. Arrow keys choose a suggestion. Tab accepts it, and so does Enter
 * unless the text can stay. Escape closes the list. Keys that the list takes do not reach what is around the input.
 */
export function AutocompleteInput(props: AutocompleteInputProps) {
  const { value, onChange, complete, canStay, eager = false, showEnd = false, onKeyDown, ...rest } = props;
  const input = useRef<HTMLInputElement>(null);
  const highlighted = useRef<Suggestion>(undefined);
  const [suggestions, setSuggestions] = useState(NONE);
  /** Whether Enter does what it does without a list. */
  const [enterKeeps, setEnterKeeps] = useState(false);
  const open = suggestions.length > 0;
  const scrollToEnd = () => {
    const { current } = input;
    if (showEnd && current !== null && current !== document.activeElement)
      current.scrollLeft = current.scrollWidth;
  };
  useLayoutEffect(scrollToEnd, [showEnd, value]);

  const suggest = (text: string, caret: number) => {
    const next = complete(text, caret);
    [highlighted.current] = next;
    setSuggestions(next);
    setEnterKeeps(next[0] !== undefined && canStay?.(text, next[0].value) === true);
  };
  const accept = (suggestion: Suggestion) => {
    const caret = suggestion.caret ?? suggestion.value.length;
    onChange(suggestion.value);
    suggest(suggestion.value, caret);
    requestAnimationFrame(() => input.current?.setSelectionRange(caret, caret));
  };
  const onInputKeyDown = (event: KeyboardEvent<HTMLInputElement> & { preventBaseUIHandler: () => void }) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    const plain = !altKey && !ctrlKey && !metaKey && !shiftKey;
    const isArrow = key === 'ArrowDown' || key === 'ArrowUp';
    const accepts = key === 'Tab' || (key === 'Enter' && !enterKeeps);
    if (isComposing(event.nativeEvent)) {
      event.preventBaseUIHandler();
      event.stopPropagation();
    } else if (open && plain && (isArrow || key === 'Escape' || accepts)) {
      event.stopPropagation();
      // The first arrow key chooses the suggestion that is preselected.
      if (isArrow && !enterKeeps) return;
      setEnterKeeps(false);
      event.preventBaseUIHandler();
      event.preventDefault();
      if (key === 'Escape') setSuggestions(NONE);
      else if (accepts && highlighted.current !== undefined) accept(highlighted.current);
    } else {
      event.preventBaseUIHandler();
      if (key === 'Enter') setSuggestions(NONE);
      onKeyDown?.(event);
    }
  };
  return (
    <Autocomplete.Root
      items={suggestions}
      filter={null}
      itemToStringValue={(suggestion: Suggestion) => suggestion.value}
      autoHighlight="always"
      // Otherwise Enter would accept the suggestion below the pointer.
      highlightItemOnHover={false}
      // With a popup of its own, Base UI would hide the rest of the page from screen readers while the list is open.
      inline
      open={open}
      onOpenChange={(opens) => {
        if (!opens) setSuggestions(NONE);
      }}
      onItemHighlighted={(suggestion) => {
        if (suggestion !== undefined) highlighted.current = suggestion;
      }}
      value={value}
      onValueChange={(text, { reason }) => {
        if (reason !== 'input-change') return;
        onChange(text);
        suggest(text, input.current?.selectionStart ?? text.length);
      }}
    >
      <Autocomplete.Input
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        {...rest}
        aria-expanded={open}
        ref={input}
        onKeyDown={onInputKeyDown}
        onFocus={(event) => {
          rest.onFocus?.(event);
          if (eager) suggest(value, value.length);
        }}
        onBlur={(event) => {
          setSuggestions(NONE);
          requestAnimationFrame(scrollToEnd);
          rest.onBlur?.(event);
        }}
      />
      {open ? (
        <Autocomplete.Portal container={document.querySelector('main') ?? document.body}>
          <Autocomplete.Positioner
            className={styles.positioner}
            anchor={input}
            positionMethod="fixed"
            side="right"
            align="start"
            sideOffset={4}
            collisionPadding={8}
            collisionAvoidance={{ side: 'flip', align: 'shift', fallbackAxisSide: 'end' }}
          >
            <Autocomplete.List
              className={styles.popup}
              data-enter-keeps={enterKeeps}
              aria-label={`Completions of ${rest['aria-label'] ?? 'this field'}`}
            >
              {suggestions.map((suggestion, index) => (
                <Autocomplete.Item
                  // Another list moves no element of this one.
                  key={index}
                  value={suggestion}
                  index={index}
                  className={styles.item}
                  onClick={() => accept(suggestion)}
                >
                  {suggestion.label}
                </Autocomplete.Item>
              ))}
            </Autocomplete.List>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      ) : null}
    </Autocomplete.Root>
  );
}
