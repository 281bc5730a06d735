import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { readSample } from '../../match-sample/model/example-text';
import { SampleField } from './example-field';

it.each([
  ['HTTPS://hooks.example/in', true],
  ['hooks.example/in', false],
  ['"$WEBHOOK_URL"', false],
])('SampleField announces %s as the webhook URL: %s', (url, isTaken) => {
  const text = `curl ${url} --json '{"a": 1}'`;
  render(
    <SampleField
      text={text}
      read={readSample(text)}
      onChange={() => undefined}
      onReplace={() => undefined}
      onSchema={() => undefined}
    />,
  );
  expect(screen.queryByText(/^Becomes the webhook URL:/) !== null).toBe(isTaken);
});
