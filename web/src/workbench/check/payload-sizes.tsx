import { REPORT_LIMITS, type PayloadSizes as Sizes } from '@rowhook/contracts';
import { formatBytes, formatCount } from '../../lib/format';
import { barsOf } from './report-text';
import styles from './payload-sizes.module.css';

/** Of the picture, in units of its own; it is scaled to the width of the panel. */
const WIDTH = 440;
const HEIGHT = 84;
const LABELS = 16;
const BAR_MAX = 40;
/** Labels need this much space. */
const LABEL_WIDTH = 52;

const [SMALLEST_LIMIT] = REPORT_LIMITS.payloadBytes;

/** How many payloads there are of each size, as a picture and for screen readers as a table. */
export function PayloadSizes({ sizes }: { sizes: Sizes }) {
  const bars = barsOf(sizes);
  const slot = WIDTH / Math.max(bars.length, 6);
  const width = Math.min(BAR_MAX, slot * 0.78);
  const labelled = Math.ceil(LABEL_WIDTH / slot);
  const left = (WIDTH - slot * bars.length) / 2;
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + LABELS}`} className={styles.histogram} aria-hidden>
        {bars.map(({ upTo, above, payloads, height }, index) => {
          const middle = left + slot * (index + 0.5);
          return (
            <g key={upTo}>
              <title>{`${formatCount(payloads)}, over ${formatBytes(above)} up to ${formatBytes(upTo)}`}</title>
              <rect
                x={middle - width / 2}
                y={HEIGHT * (1 - height)}
                width={width}
                height={HEIGHT * height}
                rx={2}
                className={upTo > SMALLEST_LIMIT ? styles.large : styles.bar}
              />
              {(bars.length - 1 - index) % labelled === 0 ? (
                <text
                  x={Math.min(middle, WIDTH - LABEL_WIDTH / 2)}
                  y={HEIGHT + LABELS - 4}
                  textAnchor="middle"
                >
                  ≤ {formatBytes(upTo)}
                </text>
              ) : null}
            </g>
          );
        })}
        <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className={styles.axis} />
      </svg>
      <table className="visually-hidden">
        <caption>Payloads by size</caption>
        <thead>
          <tr>
            <th scope="col">Up to</th>
            <th scope="col">Payloads</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ upTo, payloads }) => (
            <tr key={upTo}>
              <th scope="row">{formatBytes(upTo)}</th>
              <td>{formatCount(payloads)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className={styles.sizes}>
        {(['min', 'median', 'p95', 'p99', 'max'] as const).map((each) => (
          <div key={each}>
            <dt>{each}</dt>
            <dd>{formatBytes(sizes[each])}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
