import styles from './skeleton.module.css';

/** A placeholder for content. It appears after a moment, so that quick responses do not flash. */
export function Skeleton({ label, lines }: { label: string; lines: number }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={styles.line} aria-hidden />
      ))}
    </div>
  );
}
