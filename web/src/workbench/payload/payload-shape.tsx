import { useMemo } from 'react';
import { exportSchema } from '../../mapping/export-schema';
import { payloadShape } from '../../mapping/payload-shape';
import { ExactText } from '../../ui/exact-text';
import { useMapping } from '../context';
import { validMapping } from '../../mapping/valid-mapping';
import styles from './payload-shape.module.css';

/** The keys and types of the payloads, where there is no row to make one from. */
export default function PayloadShape() {
  const { mapping } = useMapping(validMapping);
  const columns = useMapping((state) => state.columns);
  const shape = useMemo(() => payloadShape(exportSchema(mapping, columns, '')), [mapping, columns]);
  return (
    <>
      <p className={styles.caption}>A payload will have these keys and types:</p>
      <pre className={styles.shape} role="region" aria-label="Shape of a payload" tabIndex={0}>
        <ExactText text={shape} />
      </pre>
    </>
  );
}
