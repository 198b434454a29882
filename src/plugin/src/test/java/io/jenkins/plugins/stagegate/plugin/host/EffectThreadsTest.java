package io.jenkins.plugins.stagegate.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.security.ACL;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.junit.Test;
import org.springframework.security.core.Authentication;

public class EffectThreadsTest {
    private final EffectThreads threads = new EffectThreads();

    @Test
    public void doesWhatFollowsFromACommandByAThreadOfItsOwnAsJenkins() throws Exception {
        var seen = new CompletableFuture<Seen>();

        threads.execute(() -> seen.complete(Seen.now()));

        assertThat(seen.get(1, TimeUnit.MINUTES).user()).isEqualTo(ACL.SYSTEM2);
        assertThat(seen.get().thread()).isNotSameAs(Thread.currentThread());
    }

    @Test
    public void doesItByTheThreadThatLendsItselfAsJenkins() {
        var seen = new ArrayList<Seen>();

        try (var somebody = ACL.as2(Jenkins.ANONYMOUS2)) {
            threads.lend(() -> threads.execute(() -> seen.add(Seen.now())));
            assertThat(Jenkins.getAuthentication2()).isEqualTo(Jenkins.ANONYMOUS2);
        }

        assertThat(seen).containsExactly(new Seen(Thread.currentThread(), ACL.SYSTEM2));
    }

    @Test
    public void lendsAThreadForOneCommandOnly() throws Exception {
        var later = new CompletableFuture<Seen>();
        var within = new CompletableFuture<Seen>();

        threads.lend(() -> threads.execute(() -> threads.execute(() -> within.complete(Seen.now()))));
        threads.execute(() -> later.complete(Seen.now()));

        assertThat(within.get(1, TimeUnit.MINUTES).thread()).isNotSameAs(Thread.currentThread());
        assertThat(later.get(1, TimeUnit.MINUTES).thread()).isNotSameAs(Thread.currentThread());
    }

    @Test
    public void whatGoesWrongBehindACommandIsNotTheCommandsFault() {
        threads.lend(() -> threads.execute(() -> {
            throw new IllegalStateException("what follows has failed");
        }));

        assertThat(Jenkins.getAuthentication2()).isNotEqualTo(ACL.SYSTEM2);
    }

    private record Seen(Thread thread, Authentication user) {
        static Seen now() {
            return new Seen(Thread.currentThread(), Jenkins.getAuthentication2());
        }
    }
}
