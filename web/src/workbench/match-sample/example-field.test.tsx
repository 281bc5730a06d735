import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { readExample } from '../../match-sample/model/example-text';
import { ExampleField } from './example-field';

it.each([
  ['HTTPS://hooks.example/in', true],
  ['hooks.example/in', false],
  ['"$WEBHOOK_URL"', false],
])('ExampleField announces %s as the webhook URL: %s', (url, isTaken) => {
  const text = `curl ${url} --json '{"a": 1}'`;
  render(
    <ExampleField
      text={text}
      read={readExample(text)}
      onChange={() => undefined}
      onReplace={() => undefined}
      onSchema={() => undefined}
    />,
  );
  expect(screen.queryByText(/^Becomes the webhook URL:/) !== null).toBe(isTaken);
});
