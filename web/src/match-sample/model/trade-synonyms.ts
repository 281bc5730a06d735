/** What is called by several names in some trades only, as in the table of the others: one thing a line, by trade. */
export const TRADE_NAMES = `
host, hostname, host name, server, server name, node, machine name, fqdn
severity, severity level, criticality
environment, environment name, deployment environment
service, application, component, system, service name, application name
incident, alert, alarm, outage
acknowledged, acknowledgement, acked
metric, measure, indicator, kpi
threshold, limit, limit value
dedup key, deduplication key, idempotency key, unique key, incident key, alert key, correlation id
runbook, playbook
memory, ram
severity, urgency, impact
error, failure, fault, exception, problem
failure reason, failure message, error message, error reason, error text, decline reason, failure description, reason for failure
error code, failure code, decline code
reason, cause, grounds
resume, cv, curriculum vitae
vacancy, job, position, opening, requisition
job id, requisition number, requisition id, vacancy number, vacancy id, position number, job number, job code
job name, position title, vacancy title, job posting title, requisition title
current company, current employer, latest employer, present employer
expected salary, desired salary, salary expectation, requested salary, asking salary
notice period, period of notice, notice
applied, application date, submitted, application received
interview, screening
recruiter, talent partner, sourcer
hiring manager, hm
contract type, employment type, employment status
seniority, grade, job level
payment service provider, psp, gateway, processor, payment provider
card brand, card network, card scheme, card type
last 4, last four, card last 4, last digits
expiry month, exp month, expiration month, expiry mm, card expiry month
expiry year, exp year, expiration year, expiry yy, expiry yyyy, card expiry year
refunded amount, amount refunded, refund amount, refunded
captured, collected
disputed, chargeback, charged back
receipt, proof of payment, receipt url, receipt link
exchange rate, fx rate, conversion rate, currency rate, forex rate
account number, account no, bank account number
bic, swift, swift code, bic code
debit, debit amount
credit, credit amount
cost center, cost centre
posting date, booking date, book date, booked on
value date, valuta, effective date
counterparty, counter party, cpty, payee, other party
reconciled, reconciliation, recon, matched
time frame, timeframe, horizon, timeline, time horizon
helpful, upvote, vote up, like, thumb up
allowed, permitted, ok, accepted
elevator, lift
direction, flow
ledger account, gl account, account code, nominal code, gl code, ledger code, general ledger account
insurance, insured value, insurance amount, declared value, insured amount
instruction, delivery note, delivery instruction, special instruction, handling instruction
pickup, collection, collect, pick up
customs value, declared customs value
hs code, tariff code, tariff number, customs code
country of origin, origin country, made in
pallet, skid
dispatch date, ship date, shipping date, shipped date, dispatched on
expected delivery, estimated delivery, eta, promised date, expected arrival, delivery estimate
inventory, stock, on hand, in stock, stock level, stock quantity, available quantity, inventory level
reorder point, reorder level, minimum stock
variant, variation, option, option value
collection, range, product line
margin, profit, gross margin, gross profit
client id, cid, anonymous id, visitor id, cookie id
affiliation, store name, shop name, outlet name
index, rank, position, sort order, ordinal, sequence, position number
push opt in, push enabled, push consent, push subscribed, push permission, push subscription, push subscribe, push notification enabled
email opt in, email consent, email subscribed, email permission, email subscribe, email subscription, email marketing consent
sms opt in, sms consent, sms subscribed, sms permission, sms subscribe, sms subscription
consent, permission, agreed, consented, accepted terms, consent given, gdpr consent, data processing consent
nationality, citizenship
marital status, civil status
age, age in years
founded, founding year, founded year, established, year founded, inception, incorporation
linkedin, linkedin url, linkedin page, linkedin profile
social profile, social media, social media address, social media url, linkedin url, linkedin profile
twitter, twitter handle, x handle
facebook, facebook page, facebook url
instagram, ig handle
stage, step, milestone
event start, starts at, start time, kickoff
doors, doors open
seat, place, seat number, seat label, seat no
section, block, area
row, row number
ticket type, ticket class, ticket category, admission type, ticket name, pass type
ticket number, ticket code, ticket no, barcode
checked in, attended, admitted, check in, scanned
organizer, organiser, host, promoter
speaker, presenter, panelist
capacity, max attendees, places, seats total
registration date, registered, signed up, enrolled
attendance, presence
grade, mark, result, score
teacher, instructor, tutor, lecturer, trainer
semester, school term
enrollment, enrolment
completion percent, progress, percent complete, completion rate, completion
due date, deadline, due, due on
assigned, allocated
estimate, estimated effort, story point
duration, call duration, talk time, length seconds
caller, calling number, from number, caller number
callee, called number, to number, dialed number
direction, call direction
recording url, recording link, recording
transcript, transcription
impressions, views, shown
clicks, click count, taps
open count, opens, times opened
spend, ad spend, cost, media cost
conversion, goal, conversions
bounce, bounced, undelivered
template, layout, template name
experiment, test, variant
feature, flag, capability
usage, consumption, used quantity, units used
limit, quota, allowance
license, licence, license number, licence number
license plate, plate, plate number, registration number, number plate
vin, chassis number
mileage, odometer, km reading
model, model name, model number
serial number, serial, serial no, sn
mac address, mac
signal, signal strength, rssi
pressure, air pressure, barometric pressure
altitude, elevation
accuracy, precision
heading, bearing, course
diagnosis, condition, finding
medical record number, mrn, patient number
insurer, insurance company, payer
policy number, policy no, insurance number
claim, claim number, claim id
room, room number, room no, room name
building, building name, property name
floor, storey, floor number
bedrooms, beds, bed count, bedroom count, number of bedrooms
bathrooms, baths, bath count, bathroom count, number of bathrooms
rent, monthly rent, rent amount
area, square meters, sqm, floor area, living area, surface
owner, landlord, proprietor, holder
tenant, renter, lessee
adults, adult count, number of adults
children, child count, number of children
party size, guest count, number of guests, covers, pax, headcount
nights, night count, number of nights, length of stay
visibility, privacy, access
language code, iso language
approved, approval, accepted, authorised, authorized, signed off
rejected, declined, refused, denied, rejection
scheduled, planned, appointment, scheduled for
published, publication, released, publish date
public id, slug, permalink, url name
next step, next action, follow up
pipeline, funnel
forecast, forecast category
win probability, probability, likelihood, chance
competitor, rival
loss reason, lost reason, closed lost reason
close date, expected close, expected close date, closing date, close
contract value, tcv, total contract value, acv
renewal, renewal date, renews, next renewal, renewed
trial end, trial ends, trial until, trial expiry
seats, licenses, seat count, license count, user count
billing period, billing cycle, billing interval, billing frequency, interval
net promoter score, nps, nps score
first response, first reply, first answer
resolution time, time to resolve, handling time
hash, checksum, digest, fingerprint
mime type, content type, media type, file type
file name, filename, original name
`;
