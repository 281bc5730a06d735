import { STEP_LIMITS } from '@rowhook/contracts';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { useState, type ComponentProps } from 'react';
import { describe, expect, it } from 'vitest';
import { renderPane, undo } from '../../testing/render-pane';
import { LookupEditor } from './lookup-editor';

async function addSteps(user: UserEvent, ...kinds: string[]) {
  await user.click(screen.getByRole('button', { name: 'Steps of coupon: none' }));
  for (const kind of kinds) await addStep(user, kind);
}

async function addStep(user: UserEvent, kind: string) {
  await user.click(await screen.findByRole('button', { name: 'Add a step' }));
  await user.click(await screen.findByRole('menuitem', { name: kind }));
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const valueOf = (field: HTMLElement) => (field as HTMLInputElement).value;

describe('focus in the steps editor', () => {
  it('follows a step that is moved', async () => {
    const { user } = renderPane('orders');
    await addSteps(user, 'Trim', 'Lowercase', 'Digits only');
    await user.click(button('Move step 1 down'));
    expect(document.activeElement).toBe(button('Move step 2 down'));
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(button('Move step 3 up'));
    expect(button('Steps of coupon: Lowercase · Digits only · Trim')).toBeTruthy();
  });

  it('moves from a removed step to the next one, and from the last to Add a step', async () => {
    const { user } = renderPane('orders');
    await addSteps(user, 'Trim', 'Lowercase');
    await user.click(button('Remove Trim'));
    expect(document.activeElement).toBe(button('Remove Lowercase'));
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(button('Add a step'));
  });
});

describe('Add a step', () => {
  it.each([
    ['Truncate', 'Characters to keep'],
    ['Replace', 'Text to replace'],
    ['SHA-256', 'Written as'],
  ])('moves the focus to the first control of the step: %s', async (kind, label) => {
    const { user } = renderPane('orders');
    await addSteps(user, kind);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(label)));
    if (kind !== 'Truncate') return;
    await user.keyboard('3');
    expect(valueOf(screen.getByLabelText(label))).toBe('3');
  });

  it('adds nothing before a kind is chosen with Enter', async () => {
    const { user } = renderPane('orders');
    await addSteps(user);
    (await screen.findByRole('button', { name: 'Add a step' })).focus();
    await user.keyboard('{ArrowDown}');
    expect(await screen.findByRole('menuitem', { name: 'Trim' })).toBeTruthy();
    expect(button('Steps of coupon: none')).toBeTruthy();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(button('Steps of coupon: Lowercase')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(button('Add a step')));
  });
});

describe('steps', () => {
  it('are undone and redone one by one, with each typed text as a whole', async () => {
    const { user, store } = renderPane('orders');
    await addSteps(user, 'Trim', 'Replace');
    const typeInto = async (name: string, text: string) => {
      const input = screen.getByRole('textbox', { name });
      await user.clear(input);
      await user.type(input, text);
    };
    await typeInto('Text to replace', 'abc');
    await typeInto('Replacement', 'xyz');
    await user.click(button('Move step 1 down'));
    await user.click(button('Remove Trim'));
    /** The names of the steps, and the texts of Replace. */
    const shown = () => [
      button(/^Steps of coupon/).getAttribute('aria-label'),
      ...screen.queryAllByRole('textbox', { name: /^(Text to replace|Replacement)$/ }).map(valueOf),
    ];
    const states = [
      ['Steps of coupon: none'],
      ['Steps of coupon: Trim'],
      ['Steps of coupon: Trim · Replace', '', ''],
      ['Steps of coupon: Trim · Replace', 'abc', ''],
      ['Steps of coupon: Trim · Replace', 'abc', 'xyz'],
      ['Steps of coupon: Replace · Trim', 'abc', 'xyz'],
      ['Steps of coupon: Replace', 'abc', 'xyz'],
    ];
    expect(shown()).toEqual(states.at(-1));
    for (const state of states.slice(0, -1).reverse()) {
      undo(store, 'steps of coupon');
      expect(shown()).toEqual(state);
    }
    for (const state of states.slice(1)) {
      act(() => store.dispatch({ type: 'redo' }));
      expect(shown()).toEqual(state);
    }
  });
});

describe('lookup', () => {
  it('starts with the texts of the sample, and warns if it is empty', async () => {
    const { user } = renderPane('orders');
    await user.click(screen.getByRole('button', { name: 'Steps of billing_city: none' }));
    await addStep(user, 'Look up');
    const texts = screen.getAllByRole('textbox', { name: /^Text \d/ });
    const results = screen.getAllByRole('textbox', { name: /^Result \d/ });
    expect(texts.map(valueOf)).toContain('Paris');
    expect(results.map(valueOf)).toEqual(texts.map(valueOf));
    expect(screen.queryByText(/no text yet/)).toBeNull();
    for (let left = texts.length; left > 0; left--) await user.click(button('Remove text 1'));
    expect(screen.getAllByText('The lookup has no text yet: it rejects every row.')).toHaveLength(2);
    await user.selectOptions(screen.getByLabelText('Any other text'), 'null');
    expect(screen.getAllByText('The lookup has no text yet: every value becomes NULL.')).toHaveLength(2);
  });

  it('marks the first of two equal texts', async () => {
    const { user } = renderPane('orders');
    await addSteps(user, 'Trim', 'Look up');
    for (const number of [1, 2]) {
      if (screen.queryByRole('textbox', { name: `Text ${number}` }) === null)
        await user.click(button('Add entry'));
      await user.type(screen.getByRole('textbox', { name: `Text ${number}` }), 'A');
    }
    const first = screen.getByRole('textbox', { name: 'Text 1' });
    expect(first.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toContain('Change or remove text 1.');
    await user.type(first, 'B');
    expect(first.getAttribute('aria-invalid')).toBe('false');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('focuses the entry that is added, and what is left when one is removed', async () => {
    const user = userEvent.setup();
    const first = { values: { a: '1' } };
    function Edited() {
      const [lookup, setLookup] = useState<ComponentProps<typeof LookupEditor>['lookup']>(first);
      return <LookupEditor lookup={lookup} onChange={setLookup} />;
    }
    render(<Edited />);
    await user.click(button('Add entry'));
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Text 2' }));
    button('Remove text 2').focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(button('Remove text 1'));
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(button('Add entry'));
  });

  it('takes no more entries than the limit', () => {
    const lookup = (count: number) => {
      const values = Object.fromEntries(Array.from({ length: count }, (_, n) => [`t${n}`, null]));
      return <LookupEditor lookup={{ values }} onChange={() => undefined} />;
    };
    const isFull = () => screen.getByText<HTMLButtonElement>('Add entry').disabled;
    const { rerender } = render(lookup(STEP_LIMITS.lookupEntries));
    expect(isFull()).toBe(true);
    rerender(lookup(STEP_LIMITS.lookupEntries - 1));
    expect(isFull()).toBe(false);
  });
});
