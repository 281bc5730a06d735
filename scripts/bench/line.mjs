// @ts-check

/**
 * One line of the table.
 * @typedef {{work: string, against: string, goal: string, measured: string, met: boolean | null}} Line `met` is null
 * if there is no goal
 */

/**
 * A time that must not be more than `most` times another one.
 * @param {string} work
 * @param {string} against
 * @param {{ours: number, theirs: number, most: number}} figures
 * @returns {Line}
 */
export function atMost(work, against, { ours, theirs, most }) {
  const ratio = ours / theirs;
  return { work, against, goal: `≤ ${most} ×`, measured: `${ratio.toFixed(2)} ×`, met: ratio <= most };
}

/**
 * @param {string} work
 * @param {string} against
 * @param {{ours: number, theirs: number, least: number}} figures
 * @returns {Line}
 */
export function timesFaster(work, against, { ours, theirs, least }) {
  const ratio = theirs / ours;
  return {
    work,
    against,
    goal: `≥ ${least} × faster`,
    measured: `${ratio.toFixed(1)} × faster`,
    met: ratio >= least,
  };
}

/**
 * A figure with a unit.
 * @param {string} work
 * @param {string} against
 * @param {{value: number, most: number, unit: string, digits?: number}} figures
 * @returns {Line}
 */
export function within(work, against, { value, most, unit, digits = 1 }) {
  return {
    work,
    against,
    goal: `≤ ${most} ${unit}`,
    measured: `${value.toFixed(digits)} ${unit}`,
    met: value <= most,
  };
}

/**
 * The busy processors during the measurement above. If all of them are busy, only less work makes it faster.
 * @param {string} work
 * @param {string} against
 * @param {number} processors
 * @returns {Line}
 */
export function busyMeanwhile(work, against, processors) {
  return { work, against, goal: '', measured: processors.toFixed(2), met: null };
}
