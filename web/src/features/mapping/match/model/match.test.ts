import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../json/read-json';
import crm from '../fixtures/crm-contact.json';
import profile from '../fixtures/email-profile.json';
import employee from '../fixtures/held-out-employee.json';
import identify from '../fixtures/held-out-identify.json';
import member from '../fixtures/held-out-mail-member.json';
import messenger from '../fixtures/held-out-messenger-contact.json';
import order from '../fixtures/held-out-order.json';
import lead from '../fixtures/held-out-sales-lead.json';
import shipment from '../fixtures/held-out-shipment.json';
import subscription from '../fixtures/held-out-subscription.json';
import { cellsOf, columnsOf, type MatchFixture } from '../fixtures/load';
import webhook from '../fixtures/standard-webhook.json';
import ticket from '../fixtures/support-ticket.json';
import booking from '../fixtures/unseen-booking.json';
import catalogue from '../fixtures/unseen-catalogue.json';
import conversion from '../fixtures/unseen-conversion.json';
import deskUser from '../fixtures/unseen-help-desk-user.json';
import track from '../fixtures/unseen-track-event.json';
import mail from '../fixtures/unseen-transactional-mail.json';
import { candidatesOf } from './candidates';
import { leavesOf } from './leaves';
import { matchSample } from './match';

const RIGHT_MIN = 0.8;
const WRONG_MAX = 0.1;

/** How often the matcher is right on a fixture, as shares of the leaves that something belongs to. */
function figures(fixture: MatchFixture) {
  const read = readJson(JSON.stringify(fixture.payload));
  if (!read.ok) throw new Error(read.mistake.message);
  const [schema = '', name = ''] = fixture.relation.split('.');
  const { leaves } = leavesOf(read.value);
  const matches = matchSample(leaves, candidatesOf(columnsOf(fixture), cellsOf(fixture)), { schema, name });
  const matchable = Object.values(fixture.truth).filter((truth) => truth !== null).length;
  const misses: string[] = [];
  const wrongs: string[] = [];
  let right = 0;
  for (const { leaf, proposal } of matches) {
    const truth = fixture.truth[leaf.to];
    const found = proposal === undefined ? null : proposal.source.column + (proposal.source.at ?? '');
    if (truth !== null && found === truth) right++;
    else if (found !== null) wrongs.push(`${leaf.to}: ${found} instead of ${truth ?? 'none'}`);
    else if (truth !== null) misses.push(`${leaf.to}: ${truth ?? 'undefined'}`);
  }
  return {
    paths: leaves.map(({ to }) => to),
    right: right / matchable,
    wrong: wrongs.length / matchable,
    wrongs,
    misses,
  };
}

const heldOut = [
  mail,
  conversion,
  catalogue,
  deskUser,
  booking,
  track,
  lead,
  messenger,
  identify,
  shipment,
  member,
  order,
  subscription,
  employee,
];

describe.each([crm, ticket, profile, webhook, ...heldOut] as MatchFixture[])(
  'matching $receiver',
  (fixture) => {
    it('knows the truth of every leaf', () => {
      expect(figures(fixture).paths.sort()).toEqual(Object.keys(fixture.truth).sort());
    });

    it(`is right on ${RIGHT_MIN * 100} % at least and wrong on ${WRONG_MAX * 100} % at most`, () => {
      const found = figures(fixture);
      if (process.env['MATCH_FIGURES'] !== undefined) console.log(fixture.receiver, found);
      expect(found.right, found.misses.join('\n')).toBeGreaterThanOrEqual(RIGHT_MIN);
      expect(found.wrong, found.wrongs.join('\n')).toBeLessThanOrEqual(WRONG_MAX);
    });
  },
);
