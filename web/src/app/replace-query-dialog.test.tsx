import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import ReplaceQueryDialog from './replace-query-dialog';

it('ReplaceQueryDialog shows the query, and replaces it only with Replace', () => {
  const replace = vi.fn();
  render(
    <ReplaceQueryDialog query="SELECT 1" losesMapping={false} replace={replace} onClose={() => undefined} />,
  );
  expect(screen.getByLabelText('The query').textContent).toBe('SELECT 1');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(replace).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Replace' }));
  expect(replace).toHaveBeenCalledOnce();
});
