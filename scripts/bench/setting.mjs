// @ts-check

/**
 * What every measurement gets.
 * @typedef {object} Setting
 * @property {import('../lib/family.mjs').Family} family
 * @property {string} url connection string of the database with the data
 * @property {string} token of the engine
 * @property {number} rows customers there are
 * @property {number} rounds
 */
export {};
