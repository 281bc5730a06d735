import { useId, useLayoutEffect, useRef, useState, type ComponentProps, type KeyboardEvent } from 'react';
import { createPortal } from 'react-dom';
import { isComposing } from '../lib/dom';
import styles from './autocomplete.module.css';
import { useActiveOption } from './use-active-option';

export interface Suggestion {
  label: string;
  /** The whole text after accepting the suggestion. */
  value: string;
  /** The caret after accepting it; the end by default. */
  caret?: number;
}

type AutocompleteInputProps = Omit<
  ComponentProps<'input'>,
  'value' | 'onChange' | 'onKeyDown' | 'onFocus'
> & {
  value: string;
  onChange: (value: string) => void;
  /** The suggestions for the text before the caret. */
  complete: (value: string, caret: number) => readonly Suggestion[];
  /** Whether suggestions open on focus. */
  eager?: boolean;
};

/** An input with suggestions. Arrow keys choose, Enter accepts, Escape closes. */
export function AutocompleteInput({
  value,
  onChange,
  complete,
  eager = false,
  ...rest
}: AutocompleteInputProps) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const { active, activeId, optionId, step, clear } = useActiveOption(listId, suggestions.length);
  const open = suggestions.length > 0;

  const suggest = (text: string, caret: number) => {
    setSuggestions(complete(text, caret));
    clear();
  };
  const close = () => setSuggestions([]);
  const take = (suggestion: Suggestion) => {
    const caret = suggestion.caret ?? suggestion.value.length;
    onChange(suggestion.value);
    suggest(suggestion.value, caret);
    requestAnimationFrame(() => input.current?.setSelectionRange(caret, caret));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent)) {
      event.stopPropagation();
      return;
    }
    const chosen = suggestions[active];
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
    if (open && chosen !== undefined && event.key === 'Enter') take(chosen);
    else if (open && event.key === 'Escape') close();
    else if (!plain || !step(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <input
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onPointerEnter={({ currentTarget: cut }) => {
          cut.title = cut.scrollWidth > cut.clientWidth ? cut.value : '';
        }}
        {...rest}
        ref={input}
        role="combobox"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          suggest(event.target.value, event.target.selectionStart ?? event.target.value.length);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => {
          if (eager) suggest(value, value.length);
        }}
        onBlur={(event) => {
          close();
          rest.onBlur?.(event);
        }}
      />
      {open ? (
        <Suggestions
          id={listId}
          label={`Completions of ${rest['aria-label'] ?? 'this field'}`}
          anchor={input}
          suggestions={suggestions}
          active={active}
          optionId={optionId}
          above={rest['aria-invalid'] === true}
          onTake={take}
        />
      ) : null}
    </>
  );
}

interface SuggestionsProps {
  id: string;
  label: string;
  anchor: React.RefObject<HTMLInputElement | null>;
  suggestions: readonly Suggestion[];
  active: number;
  optionId: (index: number) => string;
  /** Whether the list opens above the input, because an issue is shown below. */
  above: boolean;
  onTake: (suggestion: Suggestion) => void;
}

/** The list is rendered outside the panes, so that none clips it. */
function Suggestions({ id, label, anchor, suggestions, active, optionId, above, onTake }: SuggestionsProps) {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      const box = anchor.current?.getBoundingClientRect();
      const element = list.current;
      if (box === undefined || element === null) return;
      const height = element.offsetHeight + 8;
      const below = window.innerHeight - box.bottom;
      const up = (above && box.top > height) || (below < height && box.top > below);
      const top = up ? box.top - element.offsetHeight - 4 : box.bottom + 4;
      const left = Math.max(8, Math.min(box.left, window.innerWidth - element.offsetWidth - 8));
      element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    };
    place();
    // Scroll events do not bubble; capturing them sees those of every pane.
    document.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      document.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  });
  return createPortal(
    <ul role="listbox" id={id} ref={list} className={styles.list} aria-label={label}>
      {suggestions.map((suggestion, index) => (
        <li
          key={suggestion.label}
          id={optionId(index)}
          role="option"
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(suggestion);
          }}
        >
          {suggestion.label}
        </li>
      ))}
    </ul>,
    document.querySelector('main') ?? document.body,
  );
}
