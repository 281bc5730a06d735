// @ts-check

/**
 * What every measurement gets.
 * @typedef {object} Setting
 * @property {import('../lib/supervisor.mjs').Supervisor} supervisor
 * @property {string} url connection string of the database with the data
 * @property {string} token of the engine
 * @property {number} rows customers there are
 * @property {number} rounds
 */
export {};
