package io.jenkins.plugins.stagegate.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where each execution stands in the history, by its number: twelve bytes an execution.
 *
 * <p>It can be stored beside the history, so that opening a long one does not read it. What is stored is a help and no more:
 * if it is missing, damaged or of another history, it is made again.
 */
final class HistoryIndex {
    private static final int PAGE = 10_000;
    private static final long ABSENT = -1;

    private long[] offsets = {};
    private int[] ids = {};
    private int highest;
    private int size;
    private int last;

    /** A part of the index as it is stored: the executions whose numbers follow {@code first}. */
    private record Page(int highest, int last, int first, List<Long> offsets, List<Integer> ids) {}

    /** Notes where an execution stands; the newer of two notes counts. */
    void put(long number, String id, long offset) {
        put(Math.toIntExact(number), id.hashCode(), offset);
        last = (int) number;
    }

    private void put(int number, int id, long offset) {
        if (number >= offsets.length) {
            int length = Math.max(number + 1, offsets.length + offsets.length / 2);
            int before = offsets.length;
            offsets = Arrays.copyOf(offsets, length);
            ids = Arrays.copyOf(ids, length);
            Arrays.fill(offsets, before, length, ABSENT);
        }
        if (offsets[number] == ABSENT) {
            size++;
        }
        offsets[number] = offset;
        ids[number] = id;
        highest = Math.max(highest, number);
    }

    /** Where the execution of that number stands. */
    OptionalLong offset(long number) {
        return number < 0 || number > highest || offsets.length == 0 || offsets[(int) number] == ABSENT
                ? OptionalLong.empty()
                : OptionalLong.of(offsets[(int) number]);
    }

    /** The highest number below a bound that may be that of the id; ids of several executions may look alike. */
    OptionalLong candidate(String id, long below) {
        int hash = id.hashCode();
        for (int number = (int) Math.min(below - 1, highest); number >= 0; number--) {
            if (offset(number).isPresent() && ids[number] == hash) {
                return OptionalLong.of(number);
            }
        }
        return OptionalLong.empty();
    }

    /** The highest number below a bound. */
    OptionalLong before(long below) {
        for (int number = (int) Math.min(below - 1, highest); number >= 0; number--) {
            if (offset(number).isPresent()) {
                return OptionalLong.of(number);
            }
        }
        return OptionalLong.empty();
    }

    /** How many executions are noted. */
    int size() {
        return size;
    }

    /** Where the execution stands that was noted last. */
    OptionalLong lastOffset() {
        return size == 0 ? OptionalLong.empty() : offset(last);
    }

    /** Whether the execution that was noted last is this one. */
    boolean lastIs(long number, String id) {
        return number == last && ids[last] == id.hashCode();
    }

    /** Stores the index, in the place of an earlier one. */
    void write(Path file, Disk disk) throws IOException {
        var pages = new ArrayList<String>();
        for (int first = 0; first <= highest; first += PAGE) {
            int end = Math.min(first + PAGE, highest + 1);
            pages.add(Json.write(page(first, end)));
        }
        var successor = new Successor(file, disk);
        successor.write(pages);
        successor.takeOver();
    }

    private Page page(int first, int end) {
        return new Page(
                highest,
                last,
                first,
                Arrays.stream(offsets, first, end).boxed().toList(),
                Arrays.stream(ids, first, end).boxed().toList());
    }

    /** The index that was stored, or an empty one. */
    static HistoryIndex read(Path file) {
        if (!Files.exists(file)) {
            return new HistoryIndex();
        }
        var index = new HistoryIndex();
        try (var pages = LineReader.at(file, 0)) {
            int next = 0;
            int highest = 0;
            while (pages.next() instanceof Line.Intact line) {
                var page = Json.read(line.payload(), Page.class);
                next = index.add(page, next);
                highest = page.highest();
            }
            return next == highest + 1 && index.lastOffset().isPresent() ? index : new HistoryIndex();
        } catch (IOException | RuntimeException e) {
            return new HistoryIndex();
        }
    }

    private int add(Page page, int expected) throws IOException {
        if (page.first() != expected || page.ids().size() != page.offsets().size()) {
            throw new IOException("A page is missing");
        }
        for (int i = 0; i < page.offsets().size(); i++) {
            if (page.offsets().get(i) != ABSENT) {
                put(page.first() + i, page.ids().get(i), page.offsets().get(i));
            }
        }
        last = page.last();
        return page.first() + page.offsets().size();
    }
}
