// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareFaults, idsIn, readFaults } from './faults.mjs';

test('the list of faults says of each what happens and what must happen then', () => {
  for (const { id, fault, then } of readFaults()) {
    assert.match(id, /^[A-Z]\d\d$/);
    assert.ok(fault && then, id);
  }
});

test('a fault without a test, and an id that is in no list, are found', () => {
  const quick = { id: 'Q01', fault: 'quick', then: 'an answer' };
  const slow = { id: 'Q02', fault: 'slow', then: 'an answer', deep: true };
  const list = [quick, slow];
  assert.deepEqual(compareFaults(list, ['Suite.Q01_Quick'], { deep: false }), []);
  assert.deepEqual(compareFaults(list, ['a suite Q01 quick', 'Q02: slow'], { deep: true }), []);
  assert.equal(compareFaults(list, ['Quick'], { deep: false }).length, 1);
  assert.equal(compareFaults(list, ['Q01'], { deep: true }).length, 1);
  assert.equal(compareFaults(list, ['Q01', 'Q03'], { deep: false }).length, 1);
  assert.equal(compareFaults([quick, quick], ['Q01'], { deep: false }).length, 1);
});

test('ids stand apart in a title', () => {
  assert.deepEqual(idsIn('Suite/Case.FollowsIt/Q12_port_0'), ['Q12']);
  assert.deepEqual(idsIn('Q12 and Q13'), ['Q12', 'Q13']);
  assert.deepEqual(idsIn('UTF88 SHA256 q12 Q1 Q123'), []);
});
