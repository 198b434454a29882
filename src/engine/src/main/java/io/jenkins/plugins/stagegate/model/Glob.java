package io.jenkins.plugins.stagegate.model;

import java.util.BitSet;
import java.util.List;

/**
 * A pattern for branches, tags and file paths, in CodePipeline's grammar, which is that of {@link
 * java.nio.file.FileSystem#getPathMatcher} on a POSIX system:
 *
 * <table>
 * <caption>What matches what</caption>
 * <tr><td>{@code *}</td><td>any characters, none too, but no {@code /}</td></tr>
 * <tr><td>{@code **}</td><td>any characters, also {@code /}</td></tr>
 * <tr><td>{@code ?}</td><td>one character, but not {@code /}</td></tr>
 * <tr><td>{@code [a-c_]}, {@code [!a-c]}</td><td>one character that is, or is not, among these, but not {@code /}</td></tr>
 * <tr><td><code>{main,release/*}</code></td><td>what one of these patterns matches; not nested</td></tr>
 * <tr><td>{@code \}</td><td>the next character as it is</td></tr>
 * </table>
 *
 * <p>The same on every system, upper and lower case told apart unless one asks otherwise. It takes time in proportion to the length of the pattern
 * times that of the text, whatever the pattern.
 */
public final class Glob {
    private final String text;
    private final List<GlobPart> parts;

    private Glob(String text, List<GlobPart> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * The pattern that the text says.
     *
     * @throws InvalidGlobException if it says none
     */
    public static Glob of(String text) {
        return new Glob(text, new GlobReader(text).read());
    }

    /** Whether the pattern matches the whole of the text. */
    public boolean matches(String whole) {
        return matches(whole, GlobPart::takes);
    }

    /** Whether the pattern matches the whole of the text if upper and lower case are not told apart. */
    public boolean matchesInAnyCase(String whole) {
        return matches(
                whole,
                (part, letter) -> part.takes(letter)
                        || part.takes(Character.toLowerCase(letter))
                        || part.takes(Character.toUpperCase(letter)));
    }

    /** When a part of the pattern takes a letter. */
    private interface Taking {
        boolean takes(GlobPart part, int letter);
    }

    private boolean matches(String whole, Taking taking) {
        var places = new BitSet();
        reach(0, places);
        for (var letters = whole.codePoints().iterator(); letters.hasNext() && !places.isEmpty(); ) {
            places = after(letters.nextInt(), places, taking);
        }
        return places.get(parts.size());
    }

    private BitSet after(int letter, BitSet places, Taking taking) {
        var next = new BitSet();
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            if (place < parts.size() && taking.takes(parts.get(place), letter)) {
                reach(parts.get(place) instanceof GlobPart.Many ? place : place + 1, next);
            }
        }
        return next;
    }

    /** Notes a place, and all that can be come to from there without a letter. */
    private void reach(int place, BitSet places) {
        if (places.get(place)) {
            return;
        }
        places.set(place);
        if (place == parts.size()) {
            return;
        }
        GlobPart part = parts.get(place);
        if (part instanceof GlobPart.Many) {
            reach(place + 1, places);
        } else if (part instanceof GlobPart.Fork fork) {
            fork.ways().forEach(way -> reach(way, places));
        } else if (part instanceof GlobPart.Jump jump) {
            reach(jump.target(), places);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
