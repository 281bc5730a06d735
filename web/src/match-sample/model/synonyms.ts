import { TRADE_NAMES } from './trade-synonyms';

/**
 * What receivers' APIs and warehouses call the same thing in most trades, one thing a line, by area. A comma parts the names; the words of
 * a name may stand in any order and in different segments of a path. A name may mean two things (`state`).
 */
const SAME = `
given name, first name, forename, fname, firstname, christian name, first
family name, last name, surname, lname, lastname, second name, last
middle name, mname, second given name
full name, display name, complete name, name, real name, fullname
salutation, honorific, name prefix, courtesy title
nickname, nick, alias, handle, username, user name, login, login name, screen name
email, e mail, mail, email address, mail address, e mail address, emailaddress
phone, phone number, telephone, telephone number, tel, phone no, contact number, landline, office phone, work phone, business phone
mobile, mobile phone, mobile number, cell, cell phone, cellphone, cellular, msisdn, sms number, mobile phone number, handy, mobile no
fax, fax number
birthday, birth date, date of birth, dob, birthdate, born, born on, birth
gender, sex
job title, position, job, role title, job position, occupation, job role
department, dept, team, division, business unit
company, company name, organisation, organization, organisation name, organization name, org, org name, employer, employer name, business, business name, firm, account name, legal name, legal entity
industry, sector, vertical, branch
website, web site, homepage, home page, site url, web page
domain, domain name, website domain
image, avatar, picture, photo, profile picture, profile image, thumbnail, icon, logo
bio, biography, about
language, lang, locale, language code, preferred language, locale code
timezone, time zone, tz, tz name, iana timezone
street, street address, street line, address line, line, address, addr, street name, address street, road
house number, street number, building number, house no, exterior number, street no
street line 1, address line 1, address 1, street 1, line 1, addr 1, street address 1, address first line
street line 2, address line 2, address 2, street 2, line 2, addr 2, street address 2, apartment, suite, unit number, apt
city, town, locality, place, municipality, suburb
state, region, province, county, state code, region code, province code, administrative area, state province
postcode, postal code, zip, zip code, post code, plz, postal, zipcode
country, country code, country name, nation, country iso, iso country
latitude, lat, geo lat
longitude, lng, lon, long, geo lng, geo lon
customer, client, buyer, purchaser, shopper
requester, reporter, submitter, requestor
agent, assignee, assigned to, assigned, representative, rep, support agent, handler, operator
owner, account manager, account owner, manager, responsible, relationship manager, owned by, account executive
author, creator, created by, writer, opened by
sender, from
recipient, addressee, to
billing, bill to, invoicing
shipping, ship to, delivery, ship
id, identifier, uid, uuid, guid, pk, key, oid
external id, external identifier, external ref, external reference, foreign id, ext id, source id
created, creation, create, registered, registration, signup, sign up, signed up, joined, join, opened, added, inserted, since, member since, register, started, enrolled, subscribed on, submitted, submission, posted, entered, logged, lodged, filed
updated, update, modified, modification, changed, edited, last updated, last modified, last update, last change, last edited, lastmodified
deleted, removed, deletion, archived, delete, retired
closed, resolved, solved, completed, finished, closing, completion, resolution, done, complete
cancelled, canceled, cancellation, cancel
expires, expiry, expiration, expired, valid until, valid to, expire
begin, start, starts, started, beginning, valid from, starting
period, term, interval, cycle, window
end, ends, ended, finish, ending
due, deadline, due by, sla deadline, payment due, target
paid, settled, payment, settlement, pay
issued, issue, invoiced, billed, invoice date
ordered, order date, order time, ordered on, ordered at, placed, placed at, placed on, purchased, purchase date, purchased at, order placed, order placed at, bought, booked, reserved, booking, reservation
shipped, dispatched, sent out, despatched, fulfilled, shipment, fulfilment, fulfillment
delivered, arrived, received, delivery
refunded, refund
sent, send, mailed
last activity, last active, last seen, last visit, last engagement, last interaction, last touch, recent activity, last session, last used, last use
last login, last signed in, last sign in, last logon, last access, last signin
first seen, first visit, first activity, first session, first use
last order, last purchase, last ordered, last bought, most recent order, latest order, recent purchase
first order, first purchase
occurred, happened, occurred at, happened at, event time, event timestamp, event date, timestamp, event at, emitted, fired, tracked
status, state, stage, phase, condition
lifecycle stage, lifecycle, life cycle stage, funnel stage, lifecycle status
priority, urgency, importance
subject, title, summary, headline, subject line, topic
description, body, text, message, content, details, body text, full text, question
note, notes, memo, remark, comment, remarks, annotation
tag, label, keyword, tags
segment, list, audience, group, cohort
category, type, kind, class, product type, product category, category path
brand, manufacturer, maker, make, brand name
barcode, gtin, ean, upc, isbn
child, kid, minor
adult, grown up
click id, gclid, fbclid, msclkid
type, kind
channel, medium, via
source, origin, acquisition source, lead source, signup source, utm source, referral source, acquisition channel, registration source
campaign, campaign name, utm campaign, marketing campaign
referrer, referer, referring url, referrer url
score, rating, grade, points
satisfaction, csat, happiness, satisfaction rating
score, lead score, scoring
plan, tier, subscription plan, plan name, package, edition, pricing plan, membership level, product tier
mrr, monthly recurring revenue, monthly revenue
arr, annual recurring revenue
annual revenue, yearly revenue, revenue, turnover, yearly turnover
lifetime value, ltv, clv, customer lifetime value, total spent, total spend, lifetime spend, total revenue, lifetime revenue
employees, employee count, number of employees, headcount, company size, staff count, num employees
order count, total orders, orders, number of orders, orders count, num orders, purchase count, total purchases
amount, sum, value, amount value
total, gross, grand total, total amount, gross amount, amount total, total price, order total, total value, gross total, amount gross, invoice total, total paid, order value, order amount
subtotal, net, net amount, sub total, net total, amount net, amount excluding tax
tax, vat, gst, tax amount, vat amount, sales tax, total tax, tax total
discount, discount amount, rebate, reduction, total discount, discount total
shipping cost, shipping fee, delivery fee, freight, shipping amount, shipping price, shipping total, total shipping, delivery cost
fee, charge, commission
balance, amount outstanding, outstanding, amount due, outstanding amount, open amount, amount remaining
currency, currency code, ccy, iso currency, currency iso
price, unit price, unit amount, list price, unit cost, price per unit, item price
cost, cost price, purchase price, cost of goods, cogs
quantity, qty, count, units, pieces, seats, number of units, amount of units, number of items, item count, number item, items
count, number of, nr of
sku, article number, item number, product code, item code, part number, article, stock keeping unit, variant sku
product, item, article, good, merchandise
item, line item, order line, order item, invoice line, cart item, basket item, position, line
product name, item name, product title, item title, article name, item description
weight, mass
weight g, weight grams, grams, weight in grams
height, tall
width, wide
length, depth
number, no, nr, num, code
invoice number, invoice no, invoice nr, bill number, invoice code
order number, order no, order nr, order reference, order name, order code
purchase order, po, po number, purchase order number, po reference
tracking number, tracking code, tracking no, tracking id, awb, waybill, parcel number, consignment number, shipment number
carrier, courier, shipper, shipping company, shipping provider, shipping carrier, delivery company
service, shipping method, delivery method, shipping service, service level, shipping option
coupon, voucher, promo code, discount code, coupon code, promotion code, voucher code
payment method, payment type, pay method, method of payment, payment instrument
payment terms, terms, net terms
iban, bank account
tax id, vat number, vat id, tax number, ein, tin, vat no, tax identifier
url, link, href, uri, web address
pdf, pdf url, pdf link, document url, invoice pdf, invoice url, hosted invoice url, document link
landing page, landing url, entry page
page, page url, page path, path, location url, current url
event, event name, action, event type, activity, event action
session, session id, visit id, visit, session key
user agent, browser agent, ua, client user agent, browser user agent, browser ua
ip, ip address, remote address, client ip, ip addr, remote ip
device type, device model, device kind
device, sensor, meter, thing, equipment, asset, machine
firmware, firmware version
measured, measured at, recorded, recorded at, observed, observed at, captured, sampled, read at, reading time, measurement time
measurement, reading, observation
battery, battery level, charge level, battery percent
os, operating system, platform, os name
browser, browser name
version, app version, release, build, software version
subscribed, opted in, opt in, marketing consent, consent, newsletter, accepts marketing, email consent, marketing opt in, opt in status, subscription status, marketing allowed, marketing permission, newsletter subscribed, gdpr consent, email opt in, is subscribed, accepts newsletter
unsubscribed, opted out, opt out, email opt out, do not email, do not contact, email opted out, marketing opt out
active, enabled, is active, live, in use
verified, confirmed, validated, email verified, is verified
blocked, suspended, disabled, banned, locked
deleted, is deleted, archived, removed
vip, key account, important
trial, on trial, trialing, is trial
churn score, churn risk, churn probability, risk score, churn likelihood, churn
escalated, is escalated, escalation
parent, parent id
manager, supervisor, boss, line manager, engineIssues to
salary, wage, base salary, pay, compensation
hired, hire, hire date, employment start, joining date, start date
reply, response, answer, replied, responded, answered
replies, reply count, response count, number of replies, comment count, comments count, message count
conversation, thread, discussion
attempt, try, retry, attempts
duration, elapsed, length, time spent, seconds
file, attachment, document
size, file size, byte size, bytes, content length
color, colour
temperature, temp
humidity, moisture
speed, velocity
person, contact, user, profile, subscriber, member, individual, people, customer, lead, prospect, visitor, client
ticket, case, issue, support request, support ticket, incident
account, company, organisation, organization, workspace, tenant, customer account
order, purchase, transaction, sale
deal, opportunity
invoice, bill
subscription, contract, membership, plan
employee, staff member, worker, team member, staff
parcel, package, shipment, consignment, delivery
supplier, vendor, creditor, provider
attendee, participant, registrant
candidate, applicant
vacancy, opening, requisition, job posting
donor, giver, contributor
donation, gift, contribution
student, pupil, learner
course, lesson
vehicle, car
patient, case
doctor, physician
venue, location
project, board
task, todo, to do, work item
sprint, iteration
repository, repo
commit, revision
review, feedback, testimonial
stars, rating, review score
balance, account balance
warehouse, depot, fulfilment center, stock location
store, shop, outlet, branch
`;

/** Names that are often, though not always, for the same thing. */
const NEAR = `
customer, account, client, user, person, contact, requester, recipient, to, subscriber, member, buyer
requester, customer, contact, user, author, sender
owner, agent, assignee, sales rep, salesperson, representative
priority, severity, level
segment, tag, group, list
tag, category, topic, interests
title, name, label
title, job title, position, job, role
phone, mobile
street, address, street line 1, address line 1, line 1
recipient, shipping, ship, delivery, to, destination, consignee, receiver
sender, from, origin, return, shipper, consignor
location, office, site, workplace, branch
delivered, expected delivery, estimated delivery, eta, delivery date
company, account, customer, tenant, workspace
created, occurred, ordered, booked, placed, opened, issued, begin
updated, last activity
closed, end
expires, end
status, type
score, satisfaction, csat, rating
price, amount, cost, fee, charge, rate
total, amount, price, value
revenue, total, lifetime value, value, amount
count, total
count, number
product, item, article, offer
arrived, check in, begin, arrival
departed, check out, end, departure
guest, customer, visitor
booking, order, reservation, appointment
invoice, document, receipt, bill, voucher
customer, debtor, client
occurred, measured, timestamp, created
user, visitor, session
ticket, task, issue
night, duration, length
product, sku, plan
sku, item id, product id, content id
description, note, comment, message, about, bio
id, number, code, reference, ref, external id
language, country
ip, location
source, channel, medium, origin, referrer
address, location
email, username, login
product area, category, component, module, feature
sent, created, occurred
url, page, website
event, type
begin, hired
class, grade, rating, tier, level
source, host
team, group
metric, measure, measured, measurement
quantity, stock, inventory, on hand
`;

const parse = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(', ').map((name) => name.split(' ')));

export const SAME_NAMES: readonly string[][][] = parse(SAME + TRADE_NAMES);
export const NEAR_NAMES: readonly string[][][] = parse(NEAR);
