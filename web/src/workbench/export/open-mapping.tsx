import { Mapping, sourceOf, toFieldErrors } from '@rowhook/contracts';
import { X } from 'lucide-react';
import { useState } from 'react';
import { member, readJson } from '../../lib/json/read-json';
import { firstRounded } from '../../lib/json/rounding';
import { replaceSource } from '../../lib/replace-query';
import { nameOf, sameSource, type SourceName } from '../../lib/source';
import { Button } from '../../ui/button';
import { FileButton } from '../../ui/file-button';
import { useMappingStore } from '../context';
import styles from './open-mapping.module.css';

/** Shows another source, with a mapping in place of its own; `text` is the mapping as written. */
export type OpenElsewhere = (name: SourceName, mapping: Mapping, text: string) => void;

/** Opens a mapping from a file. */
export function OpenMapping({ onOpenElsewhere }: { onOpenElsewhere: OpenElsewhere }) {
  const store = useMappingStore();
  const [errors, setErrors] = useState<string[]>([]);
  const open = async (chosen: File) => {
    const read = await chosen.text().then(readMapping, () => UNREADABLE);
    if (!read.ok) {
      setErrors(read.errors);
      return;
    }
    setErrors([]);
    const source = sourceOf(read.mapping);
    const current = store.source.get();
    const name = nameOf(source ?? current);
    if (!sameSource(name, nameOf(current))) {
      onOpenElsewhere(name, read.mapping, read.text);
      return;
    }
    replaceSource(current, source, () => store.open(read.mapping, `open ${chosen.name}`, read.text));
  };
  return (
    <>
      <FileButton
        look="quiet"
        className={styles.open}
        title="Open mapping"
        fileLabel="Mapping file"
        accept=".json,application/json"
        onFile={(file) => void open(file)}
      >
        <span>
          Open <span className="visually-hidden">mapping</span>
        </span>
      </FileButton>
      {errors.length === 0 ? null : (
        <div role="alert" className={styles.errors}>
          <p>This file is not a usable mapping. The mapping on the page is unchanged.</p>
          <ul>
            {errors.map((error) => (
              <li key={error}>{error}</li>
            ))}
          </ul>
          <Button icon={X} onClick={() => setErrors([])}>
            Close
          </Button>
        </div>
      )}
    </>
  );
}

const ERRORS_SHOWN = 5;

type Read = { ok: true; mapping: Mapping; text: string } | { ok: false; errors: string[] };

/** The file was deleted or changed after it was chosen, or may not be read. */
const UNREADABLE: Read = { ok: false, errors: ['The file could not be read.'] };

function readMapping(text: string): Read {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { ok: false, errors: ['The file is not valid JSON.'] };
  }
  const version = (document as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version !== 1)
    return {
      ok: false,
      errors: [`The file has version ${version} of the format. This page opens version 1.`],
    };
  const parsed = Mapping.safeParse(document);
  if (parsed.success) {
    const rounded = parsedParts(text).flatMap((part) => firstRounded(part) ?? [])[0];
    if (rounded === undefined) return { ok: true, mapping: parsed.data, text };
    const error = `${rounded.token} would be read as ${rounded.read}. Write it as a string.`;
    return { ok: false, errors: [error] };
  }
  const errors = toFieldErrors(parsed.error).map(
    ({ pointer, message }) => `${pointer || 'Document'}: ${message}`,
  );
  return { ok: false, errors: errors.slice(0, ERRORS_SHOWN) };
}

/** The parts of a document whose numbers the page keeps as JavaScript numbers: conditions and steps. Constants keep their text. */
function parsedParts(text: string): string[] {
  const read = readJson(text);
  // readJson() refuses deep nesting. Then all numbers are checked.
  if (!read.ok) return [text];
  const fields = member(read.value, 'fields');
  const steps = fields?.kind === 'list' ? fields.items.map((field) => member(field, 'steps')) : [];
  return [member(read.value, 'where'), ...steps].flatMap((part) => part?.text ?? []);
}
