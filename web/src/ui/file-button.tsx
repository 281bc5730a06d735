import { FolderOpen } from 'lucide-react';
import { useRef, type ComponentProps } from 'react';
import { Button } from './button';

interface FileButtonProps extends Omit<ComponentProps<typeof Button>, 'icon' | 'onClick'> {
  /** The accessible name of the hidden input. */
  fileLabel: string;
  accept: string;
  onFile: (file: File) => void;
}

/** A button that lets the user choose a file. */
export function FileButton({ fileLabel, accept, onFile, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...button} icon={FolderOpen} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={fileLabel}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file !== undefined) onFile(file);
          // Otherwise choosing the same file again would change nothing.
          target.value = '';
        }}
      />
    </>
  );
}
