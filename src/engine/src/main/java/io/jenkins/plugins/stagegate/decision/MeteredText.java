package io.jenkins.plugins.stagegate.decision;

/**
 * A text that can be looked at only so often. A pattern that an author wrote may need exponential time; this bounds it by
 * steps rather than by a clock, so that the same pattern always gives the same answer.
 */
final class MeteredText implements CharSequence {
    private static final int LOOKS = 1_000_000;

    /** All looks are spent. */
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        SpentException() {
            super("too many steps", null, false, false);
        }
    }

    private final CharSequence text;
    private final int[] left;

    MeteredText(CharSequence text) {
        this(text, new int[] {LOOKS});
    }

    private MeteredText(CharSequence text, int[] left) {
        this.text = text;
        this.left = left;
    }

    @Override
    public char charAt(int index) {
        if (left[0]-- <= 0) {
            throw new SpentException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new MeteredText(text.subSequence(start, end), left);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
