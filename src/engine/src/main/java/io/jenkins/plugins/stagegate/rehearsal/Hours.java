package io.jenkins.plugins.stagegate.rehearsal;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Hours of some days of every week, such as {@code 9:00-17:00 Mon-Fri}. */
record Hours(LocalTime from, LocalTime until, Set<DayOfWeek> days) {
    private static final Pattern CLOCKS = Pattern.compile("\\d{1,2}:\\d{2}-\\d{1,2}:\\d{2}");
    private static final String DAYS = "days such as Mon-Fri";

    static Hours read(Words words) {
        var word = words.one("hours such as 9:00-17:00", CLOCKS.asMatchPredicate());
        var ends = word.text().split("-");
        var from = Times.clock(new Word(ends[0], word.column(), ends[0].length(), false));
        var until = Times.clock(new Word(ends[1], word.column() + ends[0].length() + 1, ends[1].length(), false));
        if (!from.isBefore(until)) {
            throw Words.wrong(word, "These hours end before they begin.", List.of(), List.of("hours within one day"));
        }
        var days = words.some(DAYS, Hours::days).map(Word::text).map(Hours::between);
        return new Hours(from, until, days.orElse(EnumSet.allOf(DayOfWeek.class)));
    }

    private static boolean days(String text) {
        var ends = text.split("-", 2);
        return Times.day(ends[0]).isPresent()
                && Times.day(ends[ends.length - 1]).isPresent();
    }

    /** From the first day to the last, over the week's end if need be. */
    private static Set<DayOfWeek> between(String text) {
        var ends = text.split("-", 2);
        var last = Times.day(ends[ends.length - 1]).orElseThrow();
        var days = EnumSet.of(last);
        for (var day = Times.day(ends[0]).orElseThrow(); day != last; day = day.plus(1)) {
            days.add(day);
        }
        return days;
    }

    /** That time, if it is within the hours, or the next time that is. */
    Instant next(Instant time, ZoneId zone) {
        var local = time.atZone(zone);
        for (LocalDate day = local.toLocalDate(); ; day = day.plusDays(1)) {
            var opens = day.atTime(from).atZone(zone);
            if (days.contains(day.getDayOfWeek())
                    && local.isBefore(day.atTime(until).atZone(zone))) {
                return local.isBefore(opens) ? opens.toInstant() : time;
            }
        }
    }
}
