import { useState, type ComponentProps } from 'react';

interface LongSelectProps extends Omit<ComponentProps<'select'>, 'children'> {
  options: readonly { value: string; label: string }[];
}

/** More options than this are in the DOM only once the list may be opened. */
const SHORT = 100;

/** A native select for as many options as a table has columns. */
export function LongSelect({ options, value, ...rest }: LongSelectProps) {
  const [opened, setOpened] = useState(options.length <= SHORT);
  const open = () => setOpened(true);
  return (
    <select {...rest} value={value} onPointerDown={open} onFocus={open}>
      {(opened ? options : options.filter((option) => option.value === value)).map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
