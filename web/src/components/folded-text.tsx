import { utf8Length } from '@rowhook/contracts';
import { beginning } from '../text/beginning';
import { formatBytes } from '../text/format';
import { ExactText } from './exact-text';
import styles from './folded-text.module.css';

const FOLD_AT = 600;
const FOLDED_TO = 240;

/** A long text folded to its beginning, with the size of the whole. */
export function FoldedText({ text }: { text: string }) {
  if (text.length <= FOLD_AT) return <ExactText text={text} />;
  return (
    <>
      <ExactText text={beginning(text, FOLDED_TO)} />
      <span className={styles.size}>… {formatBytes(utf8Length(text))}</span>
    </>
  );
}
