/** What warehouses shorten, each with what it stands for. */
const PAIRS =
  'nm name, doc document, fw firmware, hw hardware, sw software, temp temperature, hum humidity, ' +
  'bat battery, batt battery, lbl label, cd code, no number, nr number, nbr number, nb number, ' +
  'num number, n number, cnt count, amt amount, addr address, cust customer, acct account, ' +
  'desc description, descr description, qty quantity, prod product, cat category, org organization, ' +
  'emp employee, mgr manager, dept department, tel phone, ph phone, avg average, tot total, ' +
  'usr user, msg message, img image, pic picture, ref reference, mth month, yr year, prc price, ' +
  'curr currency, cur currency, evt event, ident id, children child, people person, ttl total, ' +
  'pk id, sk id, nk id, bk id, ctry country, cntry country, prov province, grp group, inv invoice, ' +
  'sub subscription, subs subscription, pmt payment, pymt payment, shp shipping, bday birthday, ' +
  'mob mobile, eml email, co company, comp company, stat status, sts status, typ type, vol volume, ' +
  'wt weight, ht height, disc discount, txn transaction, trx transaction, upd updated, crt created, ' +
  'del deleted, flg flag, ind flag, lvl level, loc location, pos position, regn region';

export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  PAIRS.split(', ').map((pair): [string, string] => {
    const [short = '', long = ''] = pair.split(' ');
    return [short, long];
  }),
);
