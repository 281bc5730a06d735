// @ts-check

/**
 * The input of every measurement.
 * @typedef {object} Setting
 * @property {import('../lib/supervisor.mjs').Supervisor} supervisor
 * @property {string} url connection string of the database with the data
 * @property {string} token of the engine
 * @property {number} rows number of customers
 * @property {number} rounds
 */
export {};
