const set = (words: string) => new Set(words.split(' '));

/** Words that wrap what is meant, and say nothing of it. */
export const CONTAINERS = set(
  'data attribute property object payload record field custom trait detail info information meta ' +
    'metadata context resource entity result param input root document event message body envelope ' +
    'request variable extra additional include dynamic template general common base personalization merge ' +
    'mergefield dict content value attr val hs sf',
);

/** Words that narrow down what there mostly is only once. */
export const QUALIFIERS = set(
  'work primary main default current official own personal home business external internal original raw ' +
    'text string str formatted iso e 164 usd eur gbp cent minor pct percent latest preferred contact line ' +
    'the of a an is has was are my our your for and in on by key full flag indicator utc long short unix ' +
    'epoch second millisecond ms iso2 alpha gps geo kg g gram lb oz cm mm m km ft inch mile liter hour ' +
    'minute day range band bucket desired requested dim fct fact stg src mart tbl final v vw',
);

/** Words that many names have, and that need the words around them to mean something. */
export const GENERIC = set(
  'id name type kind value status state number no nr code description title date url label key text ' +
    'count total amount created updated version note body score rating category quantity price start end',
);

/** Words that say whose or which something is: one without a counterpart means that something else is meant. */
export const ROLES = set(
  'customer client company organisation organization employer requester reporter agent assignee owner ' +
    'manager author creator sender recipient billing shipping delivery parent partner supplier vendor ' +
    'merchant seller buyer referrer previous old new secondary from to alternate alternative backup ' +
    'emergency spouse child campaign product item order invoice ticket store warehouse carrier device ' +
    'bill ship account subscription payment card bank driver guest host patient employee team group brand ' +
    'plan page session project',
);
