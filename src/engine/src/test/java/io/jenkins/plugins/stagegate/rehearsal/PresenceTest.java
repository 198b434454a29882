package io.jenkins.plugins.stagegate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class PresenceTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Optional<Hours> OFFICE = Optional.of(Hours.read(new Words("9:00-17:00 Mon-Fri")));
    private static final Presence OFFICE_HOURS = new Presence(BERLIN, OFFICE, List.of());

    @Test
    public void somebodyWhoIsThereIsThereNow() {
        assertThat(OFFICE_HOURS.next(at("2026-03-02T09:00:00Z"))).contains(at("2026-03-02T09:00:00Z"));
    }

    @Test
    public void atNightTheyAreThereInTheMorning() {
        assertThat(OFFICE_HOURS.next(at("2026-03-02T16:00:00Z"))).contains(at("2026-03-03T08:00:00Z"));
    }

    @Test
    public void onFridayEveningTheyAreThereOnMonday() {
        assertThat(OFFICE_HOURS.next(at("2026-03-06T20:00:00Z"))).contains(at("2026-03-09T08:00:00Z"));
    }

    @Test
    public void theHoursAreThoseOfTheTimeZoneInSummerToo() {
        assertThat(OFFICE_HOURS.next(at("2026-07-06T00:00:00Z"))).contains(at("2026-07-06T07:00:00Z"));
    }

    @Test
    public void anAbsenceThatEndsAtNightEndsInTheMorning() {
        var away = new Presence.Absence(at("2026-03-02T08:00:00Z"), at("2026-03-04T20:00:00Z"));
        var presence = new Presence(BERLIN, OFFICE, List.of(away));
        assertThat(presence.next(at("2026-03-02T10:00:00Z"))).contains(at("2026-03-05T08:00:00Z"));
    }

    @Test
    public void whoIsAskedShortlyBeforeTheEveningDecidesInTheMorning() {
        assertThat(OFFICE_HOURS.decision(at("2026-03-02T15:55:00Z"), Duration.ofMinutes(10)))
                .contains(at("2026-03-03T08:00:00Z"));
    }

    @Test
    public void hoursCanGoOverTheWeeksEnd() {
        var weekend = new Presence(BERLIN, Optional.of(Hours.read(new Words("10:00-12:00 Sat-Mon"))), List.of());
        assertThat(weekend.next(at("2026-03-03T00:00:00Z"))).contains(at("2026-03-07T09:00:00Z"));
        assertThat(weekend.next(at("2026-03-08T12:00:00Z"))).contains(at("2026-03-09T09:00:00Z"));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
