import { useEffect, useRef, useState } from 'react';
import styles from './mapping-tree.module.css';

interface TreeKeyInputProps {
  name: string;
  value: string;
  /** Whether the new key was taken. */
  onCommit: (typed: string) => boolean;
  onEnd: (refocus: boolean) => void;
}

/** A key while it is renamed: Enter takes it, Escape leaves it as it was, and so does leaving with one that cannot be. */
export function TreeKeyInput({ name, value, onCommit, onEnd }: TreeKeyInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  const [text, setText] = useState(value);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const take = (): boolean => text === value || onCommit(text);
  const end = (refocus: boolean) => {
    ended.current = true;
    onEnd(refocus);
  };
  return (
    <input
      ref={input}
      className={styles.rename}
      aria-label={`Name of ${name}`}
      aria-invalid={refused}
      aria-describedby="tree-refusal"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        setRefused(false);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          if (take()) end(true);
          else setRefused(true);
        } else if (event.key === 'Escape') end(true);
        else return;
        event.preventDefault();
      }}
      onBlur={() => {
        if (ended.current) return;
        take();
        end(false);
      }}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
    />
  );
}
