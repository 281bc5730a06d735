import type { Page } from 'playwright-core';
import { databaseUrl } from './browser';
import { connect, fieldPath, payload, pick, showPane, useDemo } from './steps';

const customers = async (page: Page) => {
  await useDemo(page);
  await pick(page, 'customers');
};

/** The page's main states, each reached as a user would, at any width. */
export const states: Record<string, (page: Page) => Promise<void>> = {
  connect: async () => undefined,
  'connect, failed': async (page) => {
    await connect(page, 'postgresql://nobody:wrong@localhost:1/nothing');
    await page.getByRole('alert').waitFor();
  },
  connected: async (page) => {
    await connect(page, databaseUrl());
    await page.getByRole('option').first().waitFor();
    await page.getByRole('button', { name: /^Connect/ }).click();
    await page.getByRole('button', { name: 'Test again' }).click();
    await page.getByText('It answers').waitFor();
  },
  source: useDemo,
  'source, nothing found': async (page) => {
    await useDemo(page);
    await page.getByRole('combobox', { name: 'Search relations' }).fill('no such thing');
    await page.getByText('Nothing is called').waitFor();
  },
  columns: async (page) => {
    await customers(page);
    await showPane(page, 'Columns');
  },
  mapping: customers,
  'mapping with a conflict': async (page) => {
    await customers(page);
    await fieldPath(page, 'first_name').fill('id.first');
    await page.getByRole('button', { name: /^Move id to/ }).waitFor();
  },
  'mapping with every kind of field': async (page) => {
    await customers(page);
    await page.getByLabel('If NULL, for first_name').selectOption('default');
    for (const kind of ['Fixed value', 'Combine columns', 'Column']) {
      await page.getByRole('button', { name: 'Add field' }).click();
      await page.getByRole('menuitem', { name: kind }).click();
      await page.waitForTimeout(200);
    }
  },
  payload: async (page) => {
    await customers(page);
    await showPane(page, 'Payload');
    await payload(page).waitFor();
  },
  'payload, raw': async (page) => {
    await customers(page);
    await showPane(page, 'Payload');
    await page.getByRole('button', { name: 'Raw' }).click();
    await payload(page).waitFor();
  },
  'payload, request': async (page) => {
    await customers(page);
    await showPane(page, 'Payload');
    await page.getByRole('button', { name: 'Request' }).click();
    await page.getByLabel('Webhook URL').waitFor();
  },
  'payload, row with an issue': async (page) => {
    await customers(page);
    await page.getByLabel('Send as, for first_name').selectOption('integer');
    await showPane(page, 'Payload');
    await page.getByText('This row has no payload.').waitFor();
  },
  'payload, no rows': async (page) => {
    await useDemo(page);
    await pick(page, 'gift_cards');
    await showPane(page, 'Payload');
    await page.getByText('has no rows').waitFor();
  },
  keys: async (page) => {
    await customers(page);
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('dialog').waitFor();
  },
};
