const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How a language says durations and points in time, from its unit words. */
export function times({ units }, tag) {
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(tag, { timeStyle: 'medium' });
  const full = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });

  const two = (big, bigUnit, small, smallUnit) => (small ? `${big} ${bigUnit} ${small} ${smallUnit}` : `${big} ${bigUnit}`);

  /** The two largest units: enough to judge by, short enough for a wall. */
  function duration(milliseconds) {
    const span = Math.max(0, milliseconds);
    if (span < MINUTE) return `${Math.floor(span / SECOND)} ${units.second}`;
    if (span < HOUR) return two(Math.floor(span / MINUTE), units.minute, Math.floor((span % MINUTE) / SECOND), units.second);
    if (span < DAY) return two(Math.floor(span / HOUR), units.hour, Math.floor((span % HOUR) / MINUTE), units.minute);
    return two(Math.floor(span / DAY), units.day, Math.floor((span % DAY) / HOUR), units.hour);
  }

  /** The time of day today, the date too on any other day. */
  function when(moment, now) {
    return (sameDay(moment, now) ? time : full).format(moment);
  }

  return { duration, when, clockTime: (moment) => clock.format(moment), fullTime: (moment) => full.format(moment) };
}

function sameDay(one, other) {
  return new Date(one).toDateString() === new Date(other).toDateString();
}
