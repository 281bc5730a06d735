import { useState } from 'react';
import type { Session } from '../api/session';
import { equal } from '../lib/objects';
import type { PasswordHelp } from './connection-fields';
import {
  connectionUrl,
  emptyParts,
  partsOf,
  readParts,
  trimmedParts,
  type ConnectionParts,
} from './connection-parts';
import { partPassword, passwordBreaks } from './separate-password';

/**
 * The state of the form: a connection string, with its password or with that in a field of its own, or the parts in separate fields.
 * `expired`: the connection to make again.
 */
export function useConnectionInput(expired: Session['expired']) {
  const [connectionString, setConnectionString] = useState('');
  const [password, setPassword] = useState('');
  const [passwordHelp, setPasswordHelp] = useState<PasswordHelp>();
  /** The parts in fields of their own; undefined while there is one field for the connection string. */
  const [parts, setParts] = useState(partsOfExpired(expired));
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [shownExpired, setShownExpired] = useState(expired);
  // A connection that expires while the form is open is shown unless something was typed.
  if (expired !== shownExpired) {
    setShownExpired(expired);
    const isUntouched =
      connectionString === '' && password === '' && equal(parts, partsOfExpired(shownExpired));
    if (isUntouched) setParts(partsOfExpired(expired));
  }

  const partsOfString = () => {
    const read = readParts(connectionString);
    return { ...read, password: password || (partPassword(connectionString)?.password ?? read.password) };
  };
  const toConnectionString = (from: ConnectionParts) => {
    setParts(undefined);
    // An unchanged string stays, because it may contain more than the fields show, such as options of psql.
    if (equal(from, partsOfString())) return;
    const isEmpty = emptyParts(from).length === 3;
    setConnectionString(isEmpty ? '' : connectionUrl(trimmedParts(from)));
    setPassword(from.password);
    setPasswordHelp(from.password === '' ? undefined : 'asked');
  };
  return {
    connectionString,
    password,
    /** Undefined while the password has no field of its own beside the connection string. */
    passwordHelp,
    parts,
    /** The required inputs that were empty when the form was submitted. */
    missing,
    /** The connection string that would be sent. */
    current: parts === undefined ? connectionString : connectionUrl(trimmedParts(parts)),
    setConnectionString: (text: string) => {
      setConnectionString(text);
      setMissing([]);
    },
    setParts: (next: ConnectionParts) => {
      setParts(next);
      setMissing([]);
    },
    setPassword,
    /** Replaces the connection string or the parts. A password in a field of its own stays. */
    replace: (text: string) => {
      setConnectionString(text);
      setParts((now) => now && { ...readParts(text), password: now.password });
    },
    /** Marks what is empty but required. Returns whether there is any. */
    markMissing: () => {
      const empty =
        parts !== undefined ? emptyParts(parts) : connectionString.trim() === '' ? ['connection string'] : [];
      setMissing(empty);
      return empty.length > 0;
    },
    /** Converts the connection string into parts, or the parts into a connection string. */
    switchForm: () => {
      if (parts === undefined) setParts(partsOfString());
      else toConnectionString(parts);
      setMissing([]);
    },
    /** Shows a field for the password, and moves it there from the string. Returns whether the string was changed. */
    separatePassword: () => {
      const separated = partPassword(connectionString);
      const isStuck = separated === undefined && passwordBreaks(connectionString);
      if (separated !== undefined) {
        setConnectionString(separated.connectionString);
        if (separated.password !== '') setPassword(separated.password);
      }
      setPasswordHelp(
        isStuck ? 'stuck' : separated === undefined || separated.password === '' ? 'asked' : 'moved',
      );
      return separated !== undefined;
    },
  };
}

/** The parts of an expired connection; undefined for one that the installation offers. */
function partsOfExpired(expired: Session['expired']): ConnectionParts | undefined {
  return expired === undefined || expired.use !== undefined ? undefined : partsOf(expired);
}
