const set = (words: string) => new Set(words.split(' '));

/** Words that wrap what is meant, and say nothing of it. */
export const CONTAINERS = set(
  'data attribute property object payload record field custom trait detail info information meta ' +
    'metadata context resource entity result param input root document event message body envelope ' +
    'request variable extra additional include dynamic template general common base personalization merge ' +
    'mergefield dict value attr val hs sf',
);

/** Words that narrow down what there mostly is only once. */
export const QUALIFIERS = set(
  'work primary main default current official own personal home business external internal original raw ' +
    'text string str formatted iso e 164 usd eur gbp cent minor pct percent latest preferred contact line ' +
    'the of a an is has was are my our your for and in on by key full flag indicator utc long short unix ' +
    'epoch second millisecond ms iso2 alpha gps geo kg g gram lb oz cm mm m km ft inch mile liter hour ' +
    'minute day range band bucket desired requested dim fct fact stg src mart tbl final v vw',
);

/** Names of so many things that the same name on both sides proves nothing alone. */
export const BARE = set(
  'id name type kind value status state stage title source owner number code key label text reference value val attribute property field data object record',
);

/** Words that say whose or which something is: one without a counterpart means that something else is meant. */
export const ROLES = set(
  'customer client company organisation organization employer requester reporter agent assignee owner ' +
    'manager author creator sender recipient billing shipping delivery parent partner supplier vendor ' +
    'merchant seller buyer referrer previous old new secondary from to alternate alternative backup ' +
    'emergency spouse child campaign product item order invoice ticket store warehouse carrier device ' +
    'bill ship account subscription payment card bank driver guest host patient employee team group brand ' +
    'plan page session project after before',
);

/** What warehouses shorten, each with what it stands for. */
const PAIRS = `
nm name, no number, organisation organization, doc document, fw firmware, hw hardware, sw software, temp temperature, hum humidity, bat
battery, batt battery, lbl label, cd code, nr number, nbr number, nb number, num number, n number, cnt count, amt amount, addr address, ad
address, cty city, fl flag, qtd quantity, bez name, bus business, cust customer, acct account, desc description, descr description, qty
quantity, prod product, cat category, org organization, emp employee, mgr manager, dept department, tel phone, ph phone, avg average, tot
total, usr user, msg message, img image, pic picture, ref reference, mth month, yr year, prc price, curr currency, cur currency, evt event,
ident id, children child, people person, ttl total, pk id, sk id, nk id, bk id, ctry country, cntry country, prov province, grp group, inv
invoice, sub subscription, subs subscription, pmt payment, pymt payment, shp shipping, shpto shipping, shipto shipping, billto billing, opn
opened, bday birthday, mob mobile, eml email, co company, comp company, stat status, sts status, typ type, vol volume, wt weight, ht height,
disc discount, txn transaction, trx transaction, upd updated, crt created, del deleted, flg flag, ind flag, lvl level, loc location, pos
position, regn region, txt text, val value, vals value, dttm date, tstmp date, lnk link, hgt height, hght height, wid width, wdth width, len
length, lgth length, wgt weight, svc service, srv service, serv service, sev severity, prio priority, env environment, cfg config, dest
destination, dst destination, orig origin, src source, dlv delivery, dlvr delivery, dlvy delivery, deliv delivery, whse warehouse, wh
warehouse, whs warehouse, instr instruction, appt appointment, appl application, cand candidate, req requisition, intv interview, sal
salary, prd product, prdt product, ctr center, reg registration, exp expiry, ver version, vers version, eff effective, beg begin, inc
incident, tkt ticket, tix ticket, mtg meeting, sess session, dur duration, freq frequency, pct percent, perc percent, mkt market, mktg
marketing, camp campaign, cmp campaign, cmpgn campaign, chan channel, chnl channel, pub published, mod modified, chg change, canc cancelled,
exch exchange, xrate rate, bal balance, txns transaction, trans transaction, ord order, itm item, pkg package, mfr manufacturer, manuf
manufacturer, vend vendor, uom unit, gid id, prof profile, pref preference, prefs preference, lang language, nat nationality, edu education,
uni university, schl school, crs course, stu student, stud student, tchr teacher, bldg building, flr floor, apt apartment, rm room, alt
alternate, prev previous, max maximum, min minimum, est estimated, sched scheduled, hist history, ack acknowledged, veh vehicle, pwd
password, lim limit, thresh threshold
`;

export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  PAIRS.trim()
    .split(/,\s/)
    .map((pair): [string, string] => {
      const [short = '', long = ''] = pair.split(/\s/);
      return [short, long];
    }),
);
