package io.jenkins.plugins.stagegate.arrival;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What hooks have sent to a whole server lately, also what was refused and what no pipeline takes. Kept as long as the server runs, and
 * nothing of what was sent but who it says it is from. May be used by any thread.
 */
public final class Receipts {
    /** So many are kept of those that were believed, and of the others, so that strangers push none of the former out. */
    static final int KEPT = 100;

    private static final int NAMED = 5;

    private final Deque<Receipt> believed = new ArrayDeque<>();
    private final Deque<Receipt> refused = new ArrayDeque<>();

    /**
     * One delivery, and the answer to it.
     *
     * @param provider as in the hook's address
     * @param status of HTTP
     * @param verdict for people
     */
    public record Receipt(Instant at, String provider, int status, String verdict) {}

    /** Notes a delivery. */
    public synchronized void add(Receipt receipt) {
        var all = receipt.status() < 400 ? believed : refused;
        all.addFirst(receipt);
        if (all.size() > KEPT) {
            all.removeLast();
        }
    }

    /** Those that are kept, the newest first. */
    public synchronized List<Receipt> latest() {
        return Stream.concat(believed.stream(), refused.stream())
                .sorted(Comparator.comparing(Receipt::at).reversed())
                .toList();
    }

    /** The verdict on a delivery that pipelines have taken in. */
    public static String takenBy(List<String> pipelines) {
        var shown = String.join(", ", pipelines.subList(0, Math.min(NAMED, pipelines.size())));
        int more = pipelines.size() - NAMED;
        return "for " + shown + (more > 0 ? " and " + more + " more" : "");
    }
}
