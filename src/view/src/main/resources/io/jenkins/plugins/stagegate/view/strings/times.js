const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BYTES = ['B', 'kB', 'MB', 'GB', 'TB'];

/** How a language says durations and points in time, from its unit words. */
export function times({ units }, tag) {
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(tag, { timeStyle: 'medium' });
  const full = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });

  const precisely = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' });
  const tenths = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });

  const two = (big, bigUnit, small, smallUnit) => (small ? `${big} ${bigUnit} ${small} ${smallUnit}` : `${big} ${bigUnit}`);

  /** The two largest units: enough to judge by, short enough for a wall. Tenths only where they count. */
  function duration(milliseconds, exact = false) {
    const span = Math.max(0, milliseconds);
    if (span < (exact ? 10 : 1) * SECOND) return `${tenths.format(span / SECOND)} ${units.second}`;
    if (span < MINUTE) return `${Math.floor(span / SECOND)} ${units.second}`;
    if (span < HOUR) return two(Math.floor(span / MINUTE), units.minute, Math.floor((span % MINUTE) / SECOND), units.second);
    if (span < DAY) return two(Math.floor(span / HOUR), units.hour, Math.floor((span % HOUR) / MINUTE), units.minute);
    return two(Math.floor(span / DAY), units.day, Math.floor((span % DAY) / HOUR), units.hour);
  }

  /** The time of day today, the date too on any other day. */
  function when(moment, now) {
    return (sameDay(moment, now) ? time : full).format(moment);
  }

  function precise(moment, now) {
    return (sameDay(moment, now) ? clock : precisely).format(moment);
  }

  /** Bytes in the largest unit that leaves a number of at least one. */
  function size(bytes) {
    const power = Math.min(BYTES.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
    return `${tenths.format(bytes / 1000 ** power)} ${BYTES[power]}`;
  }

  return { duration, when, precise, size, clockTime: (moment) => clock.format(moment), fullTime: (moment) => full.format(moment) };
}

function sameDay(one, other) {
  return new Date(one).toDateString() === new Date(other).toDateString();
}
