import { render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { CrashScreen } from './error-boundary';

describe('CrashScreen', () => {
  it('says what to do where the page could not be drawn', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const Broken = () => {
      throw new RangeError('too much recursion');
    };
    render(
      <CrashScreen>
        <Broken />
      </CrashScreen>,
    );
    expect(screen.getByRole('alert').textContent).toContain('too much recursion');
    expect(screen.getByRole('button', { name: 'Reload the page' })).toBeTruthy();
  });
});
