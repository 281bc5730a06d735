import { utf8Length } from '@rowhook/contracts';
import { beginning } from '../lib/beginning';
import { formatBytes } from '../lib/format';
import { ExactText } from './exact-text';
import styles from './exact-text.module.css';

const FOLD_AT = 600;
const FOLDED_TO = 240;

/** A long text folded to its beginning, with the size of the whole. */
export function FoldedText({ text }: { text: string }) {
  if (text.length <= FOLD_AT) return <ExactText text={text} />;
  return (
    <>
      <ExactText text={beginning(text, FOLDED_TO)} />
      <span className={styles.folded}>… {formatBytes(utf8Length(text))}</span>
    </>
  );
}
