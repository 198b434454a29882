package io.jenkins.plugins.stagegate.local.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KeyFileTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void knowsAKeyUntilItIsRevoked() throws Exception {
        var keys = new KeyFile(folder.getRoot().toPath().resolve("keys.json"));
        var made = keys.create("ada", NOW);
        assertThat(keys.find(made.id()))
                .hasValueSatisfying(key -> assertThat(key.secret()).isEqualTo(made.secret()));
        assertThat(keys.revoke(made.id())).isTrue();
        assertThat(keys.find(made.id())).isEmpty();
        assertThat(keys.revoke(made.id())).isFalse();
    }

    @Test
    public void tellsWhenAKeyWasLastUsed() throws Exception {
        var keys = new KeyFile(folder.getRoot().toPath().resolve("keys.json"));
        var made = keys.create("ada", NOW);
        assertThat(keys.lastUse(made.id())).isEmpty();
        keys.used(keys.find(made.id()).orElseThrow());
        assertThat(keys.lastUse(made.id())).isPresent();
    }

    @Test
    public void writesAUseDownOnceAMinute() throws Exception {
        var uses = new KeyUses(folder.getRoot().toPath().resolve("uses.json"));
        uses.note("a", NOW);
        uses.note("a", NOW.plusSeconds(59));
        assertThat(uses.of("a")).contains(NOW);
        uses.note("a", NOW.plusSeconds(61));
        assertThat(uses.of("a")).contains(NOW.plusSeconds(61));
        assertThat(uses.of("b")).isEmpty();
        assertThat(folder.getRoot().list()).hasSize(1);
    }
}
