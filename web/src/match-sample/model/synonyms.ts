/**
 * What receivers' APIs and warehouses call the same thing. A semicolon parts the things, a comma the names of one; the words of a name may
 * stand in any order and in different segments of a path. A name may mean two things (`state`).
 */
const SAME = `
given name, first name, forename, fname, firstname, christian name, first; family name, last name, surname, lname, lastname, second name,
last; middle name, mname, second given name; full name, display name, complete name, name, real name, fullname; salutation, honorific, name
prefix, honorific prefix, courtesy title; nickname, nick, alias, handle, username, user name, login, login name, screen name; email, e mail,
e post, mail, email address, mail address, e mail address, emailaddress; phone, phone number, telephone, telephone number, contact number,
landline, office phone, work phone, business phone; mobile, mobile phone, mobile number, cell, cell phone, cellphone, cellular, msisdn, sms
number, mobile phone number, handy; fax, fax number; birthday, dob, birthdate, born, birth; gender, sex; job title, position, job, role
title, job position, occupation, job role; department, team, division, business unit; company, company name, organisation, organisation
name, employer, employer name, business, business name, firm, account name, legal name, legal entity, ragione sociale, razon social, raison
sociale, razao social; industry, sector, vertical, branch; website, www, web site, homepage, home page, site url, web page; domain, domain
name, website domain; image, avatar, picture, photo, profile picture, profile image, thumbnail, icon, logo; bio, biography, about; language,
locale, language code, preferred language, locale code; timezone, time zone, tz, tz name, iana timezone; street, street address, street
line, address line, street line 1, address line 1, address 1, street 1, line 1, street address 1, address first line, address, street name,
road; house number, street number, building number, exterior number; street line 2, address line 2, address 2, street 2, line 2, street
address 2, address complement; city, town, locality, place, municipality, suburb; state, region, province, county, state code, region code,
province code, subdivision, subdivision code, country subdivision, country subdivision code, country sub division code, administrative area,
state province, country state; postcode, postal code, zip, zip code, post code, plz, postal, zipcode; country, country code, country name,
nation, country iso; latitude, lat, geo lat; longitude, lng, lon, long, geo lng, geo lon; customer, client, buyer, purchaser, shopper;
requester, reporter, submitter, requestor; agent, assignee, assigned to, assigned, representative, rep, support agent, handler, operator;
owner, account manager, account owner, manager, responsible, relationship manager, owned by, account executive; author, creator, created by,
writer, opened by; sender, from; recipient, addressee, to; billing, bill to, invoicing; shipping, ship to, delivery, ship; id, identifier,
uid, uuid, guid, key, oid; external id, external identifier, external ref, foreign id, ext id; created, creation, create, registered,
registration, signup, sign up, signed up, joined, join, opened, raised, added, inserted, since, member since, register, started, enrolled,
subscribed on, submitted, submission, posted, entered, logged, lodged, filed; updated, update, modified, modification, changed, edited, last
updated, last modified, last update, last change, last edited, lastmodified; deleted, removed, deletion, archived, delete, retired; closed,
resolved, solved, completed, finished, closing, completion, resolution, done, complete; cancelled, canceled, cancellation, cancel; expires,
expiry, expiration, expired, valid until, valid to; begin, start, started, beginning, valid from, starting; period, term, interval, cycle,
window; end, ended, finish, ending; due, deadline, due by, sla deadline, payment due, target; paid, settled, payment, settlement, pay;
issued, issue, invoiced, billed, invoice date; ordered, order date, order time, placed, purchased, purchase date, order placed, bought,
booked, reserved, booking, reservation; shipped, dispatched, sent out, despatched, fulfilled, shipment, fulfilment, fulfillment; delivered,
arrived, received, delivery; refunded, refund; sent, send, mailed; last activity, last active, last seen, last visit, last engagement, last
interaction, last touch, recent activity, last session, last used, last use; last login, last signed in, last sign in, last logon, last
access, last signin; first seen, first visit, first activity, first session, first use; last order, last purchase, last ordered, last
bought, most recent order, latest order, recent purchase; first order, first purchase; occurred, happened, event time, event timestamp,
event date, timestamp, event at, emitted, fired, tracked; status, state, stage, phase, condition; lifecycle stage, lifecycle, life cycle
stage, funnel stage, lifecycle status; priority, urgency, importance; subject, title, short description, summary, headline, subject line,
topic; description, body, text, message, content, details, body text, full text, question; note, memo, remark, comment, annotation; tag,
label, keyword; segment, list, audience, group, cohort; category, type, kind, class, product type, product category, category path; brand,
manufacturer, maker, make, brand name; barcode, gtin, ean, upc, isbn; child, kid, minor; adult, grown up; click id, gclid, fbclid, msclkid;
channel, medium, via; source, origin, acquisition source, lead source, signup source, utm source, referral source, acquisition channel,
registration source; campaign, campaign name, utm campaign, marketing campaign; referrer, referer, referring url, referrer url; score,
rating, grade, points; satisfaction, csat, happiness, satisfaction rating; score, lead score, scoring; plan, tier, subscription plan, plan
name, package, edition, pricing plan, membership level, product tier; mrr, monthly recurring revenue, monthly revenue; arr, annual recurring
revenue; annual revenue, yearly revenue, revenue, turnover, yearly turnover; lifetime value, ltv, clv, customer lifetime value, total spent,
total spend, lifetime spend, total revenue, lifetime revenue; employees, employee count, number of employees, headcount, company size, staff
count; order count, total orders, orders, number of orders, purchase count, total purchases; amount, sum, value, amount value; total, gross,
grand total, total amount, gross amount, total price, order total, total value, gross total, invoice total, total paid, order value, order
amount; subtotal, net, net amount, sub total, net total, amount excluding tax; tax, vat, gst, tax amount, vat amount, sales tax, total tax;
discount, discount amount, rebate, reduction, total discount; shipping cost, shipping fee, delivery fee, freight, shipping amount, shipping
price, shipping total, delivery cost; fee, charge, commission; balance, amount outstanding, outstanding, amount due, open amount, amount
remaining; currency, currency code, ccy, iso currency; price, unit price, unit amount, list price, unit cost, price per unit, item price;
cost, cost price, purchase price, cost of goods, cost of goods sold, cogs; sale price, promo price, promotional price, special price,
discounted price; national id, national id number, national identification number, social security number, ssn, personal number, personal id
number, personnummer, codice fiscale, cpf, pesel, bsn; quantity, count, units, pieces, seats, number of units, amount of units, number of
items, item count, items; count, number of; sku, article number, item number, product code, item code, part number, article, stock keeping
unit, variant sku; product, item, article, good, merchandise; item, line item, order line, order item, invoice line, cart item, basket item,
position, line; product name, item name, product title, item title, article name, item description; weight, mass; weight g, weight grams,
grams, weight in grams; height, tall; width, wide; length, depth; number, no, nr, num, code; invoice number, bill number, invoice code;
order number, order reference, order name, order code; purchase order, po, po number, purchase order number, po reference; tracking number,
tracking code, tracking id, awb, waybill, parcel number, consignment number, shipment number; carrier, courier, shipper, shipping company,
shipping provider, shipping carrier, delivery company; service, shipping method, delivery method, shipping service, service level, shipping
option; coupon, voucher, promo code, discount code, coupon code, promotion code, voucher code; payment method, payment type, pay method,
payment instrument; payment terms, terms, net terms; iban, bank account; tax id, vat number, vat id, tax number, ein, tin, tax identifier,
partita iva; url, link, href, uri, web address; pdf, pdf url, pdf link, document url, invoice pdf, invoice url, hosted invoice url, document
link; landing page, landing url, entry page; page, page url, page path, path, location url, current url; event, event name, action, event
type, activity, event action; session, session id, visit id, visit, session key; user agent, browser agent, ua, client user agent, browser
user agent, browser ua; ip, ip address, remote address, client ip, remote ip; device type, device model, device kind; device, sensor, meter,
thing, equipment, asset, machine; firmware, firmware version; measured, recorded, observed, captured, sampled, read at, reading time,
measurement time; measurement, reading, observation; battery, battery level, charge level, battery percent; os, operating system, platform,
os name; browser, browser name; version, app version, release, build, software version; subscribed, opted in, opt in, marketing consent,
consent, newsletter, accepts marketing, email consent, marketing opt in, opt in status, subscription status, marketing allowed, marketing
permission, newsletter subscribed, gdpr consent, email opt in, is subscribed, accepts newsletter; unsubscribed, opted out, opt out, email
opt out, do not email, do not contact, email opted out, marketing opt out; active, enabled, is active, live, in use; verified, confirmed,
validated, email verified, is verified; blocked, suspended, disabled, banned, locked; deleted, is deleted, archived, removed; vip, key
account, important; trial, trialing, is trial; churn score, churn risk, churn probability, risk score, churn likelihood, churn; escalated,
is escalated, escalation; parent, parent id; manager, supervisor, boss, line manager, reports to; salary, wage, base salary, pay,
compensation; hired, hire, employment start, joining date, start date; left, termination, termination date, employment end, leaving date;
weekly hours, weekly working hours, hours per week; reply, response, answer, replied, responded, answered; replies, reply count, response
count, number of replies, comment count, message count; conversation, thread, discussion; attempt, try, retry; duration, elapsed, length,
time spent, seconds; file, attachment, document; size, file size, byte size, bytes, content length; color, colour; humidity, moisture;
speed, velocity; person, contact, user, profile, subscriber, member, individual, customer, lead, prospect, visitor, client; ticket, case,
issue, support request, support ticket, incident; account, company, organisation, workspace, tenant, customer account; order, purchase,
transaction, sale; deal, opportunity; invoice, bill; subscription, contract, membership, plan; employee, staff member, worker, team member,
staff; parcel, package, shipment, consignment, delivery; supplier, vendor, creditor, provider; attendee, participant, registrant; candidate,
applicant; vacancy, opening, requisition, job posting; donor, giver, contributor; donation, gift, contribution; student, pupil, learner;
course, lesson; vehicle, car; patient, case; doctor, physician; venue, location; project, board; task, todo, to do, work item; sprint,
iteration; repository, repo; commit, revision; review, feedback, testimonial; stars, rating, review score; balance, account balance;
warehouse, depot, fulfilment center, stock location; store, shop, outlet, branch; host, hostname, host name, server, server name, node,
machine name, fqdn; severity, severity level, criticality; environment, environment name, deployment environment; service, application,
component, system, service name, application name; incident, alert, alarm, outage; acknowledged, acknowledgement, acked; metric, measure,
indicator, kpi; threshold, limit, limit value; dedup key, deduplication key, idempotency key, unique key, incident key, alert key,
correlation id; runbook, playbook; memory, ram; error, failure, fault, exception, problem; failure reason, failure message, error message,
error reason, error text, decline reason, failure description, reason for failure; error code, failure code, decline code; reason, cause,
grounds; resume, cv, curriculum vitae; vacancy, job, position, opening, requisition; job id, requisition number, requisition id, vacancy
number, vacancy id, position number, job number, job code; job name, position title, vacancy title, job posting title, requisition title;
current company, current employer, latest employer, present employer; expected salary, desired salary, salary expectation, requested salary,
asking salary; notice period, notice; applied, application date, submitted, application received; interview, screening; recruiter, talent
partner, sourcer; hiring manager, hm; contract type, employment type, employment status; seniority, grade, job level; payment service
provider, psp, gateway, processor, payment provider; card brand, card network, card scheme, card type; last 4, last four, card last 4, last
digits; expiry month, expiration month, expiry mm, card expiry month; expiry year, expiration year, expiry yy, expiry yyyy, card expiry
year; refunded amount, refund amount, refunded; captured, collected; disputed, chargeback, charged back; receipt, proof of payment, receipt
url, receipt link; exchange rate, fx rate, conversion rate, currency rate, forex rate; account number, bank account number; bic, swift,
swift code, bic code; debit, debit amount; credit, credit amount; cost center, cost centre; posting date, booking date, book date, booked
on; value date, valuta, effective date; counterparty, counter party, cpty, payee, other party; reconciled, reconciliation, recon, matched;
time frame, timeframe, horizon, timeline; helpful, upvote, vote up, like, thumb up; allowed, permitted, ok, accepted; elevator, lift;
direction, flow; ledger account, gl account, account code, nominal code, gl code, ledger code, general ledger account; insurance, insured
value, insurance amount, declared value, insured amount; instruction, delivery note, delivery instruction, special instruction, handling
instruction; pickup, collection, collect, pick up; customs value, declared customs value; hs code, tariff code, tariff number, customs code;
country of origin, made in; pallet, skid; dispatch date, ship date, shipping date, shipped date, dispatched on; expected delivery, estimated
delivery, eta, promised date, expected arrival, delivery estimate; inventory, stock, on hand, in stock, stock level, stock quantity,
available quantity, inventory level; reorder point, reorder level, minimum stock; variant, variation, option, option value; collection,
range, product line; margin, profit, gross margin, gross profit; client id, cid, anonymous id, visitor id, cookie id; affiliation, store
name, shop name, outlet name; index, rank, position, sort order, ordinal, sequence, position number; push opt in, push enabled, push
consent, push subscribed, push permission, push subscription, push subscribe, push notification enabled; email opt in, email consent, email
subscribed, email permission, email subscribe, email subscription, email marketing consent; sms opt in, sms consent, sms subscribed, sms
permission, sms subscribe, sms subscription; consent, permission, agreed, consented, accepted terms, consent given, gdpr consent, data
processing consent; nationality, citizenship; marital status, civil status; age, age in years; founded, founding year, founded year,
established, inception, incorporation; linkedin, linkedin url, linked in, linked in url, linkedin page, linkedin profile; social profile,
social media, social media address, social media url, linkedin url, linkedin profile; twitter, twitter handle, x handle; facebook, facebook
page, facebook url; instagram, ig handle; stage, step, milestone; event start, starts at, start time, kickoff; doors, doors open; seat,
place, seat number, seat label; section, block, area; row, row number; ticket type, ticket class, ticket category, admission type, ticket
name, pass type; ticket number, ticket code, barcode; checked in, attended, admitted, check in, scanned; organizer, organiser, host,
promoter; speaker, presenter, panelist; capacity, max attendees, places, seats total; registration date, registered, signed up, enrolled;
attendance, presence; grade, mark, result, score; teacher, instructor, tutor, lecturer, trainer; semester, school term; enrollment,
enrolment; completion percent, progress, percent complete, completion rate, completion; assigned, allocated; estimate, estimated effort,
story point; duration, call duration, talk time, length seconds; caller, calling number, from number, caller number; callee, called number,
to number, dialed number; direction, call direction; recording url, recording link, recording; transcript, transcription; impressions,
views, shown; clicks, click count, taps; open count, opens, times opened; spend, ad spend, cost, media cost; conversion, goal; bounce,
bounced, undelivered; template, layout, template name; experiment, test, variant; feature, flag, capability; usage, consumption, used
quantity, units used; limit, quota, allowance; license, licence, license number, licence number; license plate, plate, plate number,
registration number; vin, chassis number; mileage, odometer, km reading; model, model name, model number; serial number, serial, sn; mac
address, mac; signal, signal strength, rssi; pressure, air pressure, barometric pressure; altitude, elevation; accuracy, precision; heading,
bearing, course; diagnosis, condition, finding; medical record number, mrn, patient number; insurer, insurance company, payer; policy
number, insurance number; claim, claim number, claim id; room, room number, room name; building, building name, property name; floor,
storey, floor number; bedrooms, beds, bed count, bedroom count, number of bedrooms; bathrooms, baths, bath count, bathroom count, number of
bathrooms; rent, monthly rent, rent amount; area, square meters, sqm, floor area, living area, surface; owner, landlord, proprietor, holder;
tenant, renter, lessee; adults, adult count, number of adults; children, child count, number of children; party size, guest count, number of
guests, covers, pax, headcount; nights, night count, number of nights, length of stay; visibility, privacy, access; language code, iso
language; approved, approval, accepted, authorised, authorized, signed off; rejected, declined, refused, denied, rejection; scheduled,
planned, appointment, scheduled for; published, publication, released, publish date; public id, slug, permalink, url name; next step, next
action, follow up; pipeline, funnel; forecast, forecast category; win probability, probability, likelihood, chance; competitor, rival; loss
reason, lost reason, closed lost reason; expected close, closing date, close; contract value, tcv, total contract value, acv; renewal,
renews, next renewal, renewed; trial end, trial until, trial expiry; seats, licenses, seat count, license count, user count; billing period,
billing cycle, billing interval, billing frequency, interval; net promoter score, nps, nps score; first response, first reply, first answer;
resolution time, time to resolve, handling time; hash, checksum, digest, fingerprint; mime type, content type, media type, file type; file
name, filename, original name
`;

/** Names that are often, though not always, for the same thing. */
const NEAR = `
customer, account, client, user, person, contact, requester, recipient, to, subscriber, member, buyer; requester, customer, contact, user,
author, sender; owner, agent, assignee, sales rep, salesperson, representative; priority, severity, urgency, impact, level; segment, tag,
group, list; tag, category, topic, interests; title, name, label; title, job title, position, job, role; title, salutation; nickname,
preferred name, first name; phone, mobile; street, address, street line 1, address line 1, line 1; recipient, shipping, ship, delivery, to,
destination, consignee, receiver; sender, from, origin, return, shipper, consignor; location, office, site, workplace, branch; delivered,
expected delivery, estimated delivery, eta, delivery date; company, account, customer, tenant, workspace; created, occurred, ordered,
booked, placed, opened, issued, begin; updated, last activity; closed, end; expires, end; status, type; score, satisfaction, csat, rating;
price, amount, cost, fee, charge, rate; total, amount, price, value; revenue, total, lifetime value, value, amount; count, total; count,
number; product, item, article, offer; arrived, check in, begin, arrival; departed, check out, end, departure; guest, customer, visitor;
user, person, contact, customer, student, patient, employee, donor, guest, tenant, attendee, applicant, member; booking, order, reservation,
appointment; invoice, document, receipt, bill, voucher; customer, debtor, client; occurred, measured, timestamp, created; user, visitor,
session; ticket, task, issue; night, duration, length; product, sku, plan; sku, item id, product id, content id; description, note, comment,
message, about, bio; id, number, code, reference, external id; language, country; ip, location; source, channel, medium, origin, referrer;
address, location; street line 2, apartment, flat, suite, unit, unit number; email, username, login; product area, category, component,
module, feature; sent, created, occurred; url, page, website; event, type; begin, hired; class, grade, rating, tier, level; source, host;
team, group; metric, measure, measured, measurement; quantity, stock, inventory, on hand
`;

const parse = (table: string) =>
  table
    .trim()
    .split(/;\s/)
    .map((thing) => thing.split(/,\s/).map((name) => name.split(/\s/)));

export const SAME_NAMES: readonly string[][][] = parse(SAME);
export const NEAR_NAMES: readonly string[][][] = parse(NEAR);
