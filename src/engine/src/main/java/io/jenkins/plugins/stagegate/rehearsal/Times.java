package io.jenkins.plugins.stagegate.rehearsal;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Times as a scenario reads and writes them: {@code +30m}, {@code 14:30}, {@code Mon 14:30}, {@code 2026-03-02 14:30}, {@code
 * Mon 2026-03-02 14:30}. What
 * leaves the day open is the first such time at or after the time that it is counted from.
 */
record Times(ZonedDateTime beginning) {
    private static final String KIND = "a time such as Mon 09:00, 14:30, +30m or 2026-03-02 09:00";
    private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK_ONLY = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /** What rehearsals begin at that say nothing else: a Monday morning. */
    static final Times USUAL = new Times(ZonedDateTime.of(2026, 3, 2, 9, 0, 0, 0, ZoneId.of("UTC")));

    Instant start() {
        return beginning.toInstant();
    }

    ZoneId zone() {
        return beginning.getZone();
    }

    /** Whether a time comes next. */
    static boolean ahead(Words words) {
        boolean dated = words.is(1, text -> CLOCK.matcher(text).matches())
                || words.is(1, text -> DATE.matcher(text).matches());
        return words.is(0, text -> text.startsWith("+") || CLOCK.matcher(text).matches())
                || words.is(0, text -> DATE.matcher(text).matches())
                || (words.is(0, text -> day(text).isPresent()) && dated);
    }

    /** The beginning of a rehearsal: a date, a time, perhaps a time zone. */
    static Times readBeginning(Words words) {
        var date = date(words.one("a date such as 2026-03-02", DATE.asMatchPredicate()));
        var time = clock(words.one("a time such as 09:00", CLOCK.asMatchPredicate()));
        var zone = words.some("a time zone such as Europe/Berlin", text -> true);
        return new Times(ZonedDateTime.of(date, time, zone.map(Times::zone).orElse(ZoneId.of("UTC"))));
    }

    /** A time; one without a day is the first such at or after the anchor. */
    Instant read(Words words, Instant anchor) {
        if (words.is(0, text -> text.startsWith("+") && Lengths.fits(text.substring(1)))) {
            return anchor.plus(Lengths.of(words.one(KIND, text -> true).text().substring(1)));
        }
        var from = anchor.atZone(zone());
        var day = words.some(KIND, text -> day(text).isPresent());
        var date = words.some(KIND, DATE.asMatchPredicate());
        if (date.isPresent()) {
            return exact(words, day, date.get());
        }
        var time = clock(words.one(KIND, CLOCK.asMatchPredicate()));
        var first = day.map(word -> from.toLocalDate()
                        .with(TemporalAdjusters.nextOrSame(day(word.text()).orElseThrow())))
                .orElse(from.toLocalDate());
        var found = ZonedDateTime.of(first, time, zone());
        return (found.isBefore(from) ? ZonedDateTime.of(first.plusDays(day.isPresent() ? 7 : 1), time, zone()) : found)
                .toInstant();
    }

    private Instant exact(Words words, Optional<Word> day, Word word) {
        var date = date(word);
        if (day.isPresent() && !day(day.get().text()).equals(Optional.of(date.getDayOfWeek()))) {
            var really = date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            throw Words.wrong(day.get(), date + " is a " + really + ".", List.of(really), List.of());
        }
        return ZonedDateTime.of(date, clock(words.one("a time such as 14:30", CLOCK.asMatchPredicate())), zone())
                .toInstant();
    }

    static Optional<DayOfWeek> day(String text) {
        return Stream.of(DayOfWeek.values())
                .filter(day ->
                        day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equals(text))
                .findFirst();
    }

    static LocalTime clock(Word word) {
        try {
            var parts = word.text().split(":");
            return LocalTime.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        } catch (DateTimeException e) {
            throw Words.wrong(word, "There is no time " + word.text() + ".", List.of(), List.of("00:00 to 23:59"));
        }
    }

    private static LocalDate date(Word word) {
        try {
            return LocalDate.parse(word.text());
        } catch (DateTimeException e) {
            throw Words.wrong(
                    word, "There is no day " + word.text() + ".", List.of(), List.of("a date such as 2026-03-02"));
        }
    }

    private static ZoneId zone(Word word) {
        try {
            return ZoneId.of(word.text());
        } catch (DateTimeException e) {
            throw Words.wrong(
                    word,
                    "There is no time zone '" + word.text() + "'.",
                    ZoneId.getAvailableZoneIds().stream().sorted().toList(),
                    List.of("a time zone such as Europe/Berlin"));
        }
    }

    /** Such as {@code Mon 2026-03-02 09:00}. */
    String full(Instant time) {
        return format(LONG, time);
    }

    /** Such as {@code Mon 09:00} within the week of the beginning, with the date later. */
    String words(Instant time) {
        boolean near = time.isBefore(beginning.plusDays(6).toInstant());
        return format(near ? SHORT : LONG, time);
    }

    /** The time of the day alone. */
    String clock(Instant time) {
        return format(CLOCK_ONLY, time);
    }

    private String format(DateTimeFormatter form, Instant time) {
        var local = time.atZone(zone());
        return form.format(local)
                + (local.getSecond() == 0 ? "" : ":" + String.format(Locale.ROOT, "%02d", local.getSecond()));
    }

    /** A sentence of the engine, with its times as they are read here. */
    String localised(String sentence) {
        return INSTANT.matcher(sentence).replaceAll(found -> words(Instant.parse(found.group())));
    }
}
