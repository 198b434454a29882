package io.jenkins.plugins.stagegate.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * What stands in one line of a record file.
 *
 * <p>A record is {@code <bytes of text> <checksum><mark><text>\n}. The checksum is the CRC32C of mark and text in eight
 * hexadecimal digits. The mark is a space, or a plus sign when the next line belongs to the same append.
 */
sealed interface Line {
    /** Bounds what a reader has to hold, also when the length itself is damaged. */
    int MAX_BYTES = 64 << 20;

    char LAST = ' ';
    char MORE = '+';

    /** A record, and where the next line starts. */
    record Intact(long offset, long next, String payload, boolean moreFollows) implements Line {}

    /** No record; {@code declaredEnd} is where the next line would start if only the text or line feed is bad. */
    record Damaged(long offset, OptionalLong declaredEnd, String problem) implements Line {}

    /** The end of the file. */
    record None() implements Line {}

    /** Spells a record. */
    static byte[] encode(String payload, boolean moreFollows) {
        if (payload.indexOf('\n') >= 0 || payload.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("A record is one line, but this one has several: " + payload);
        }
        ByteBuffer text = utf8(payload);
        int length = text.remaining();
        if (length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "A record has at most %d bytes, but this one has %d".formatted(MAX_BYTES, length));
        }
        char mark = moreFollows ? MORE : LAST;
        byte[] header = (length + " " + checksum(mark, text) + mark).getBytes(US_ASCII);
        return ByteBuffer.allocate(header.length + length + 1)
                .put(header)
                .put(text)
                .put((byte) '\n')
                .array();
    }

    /** Computes the eight digits that guard a record. */
    static String checksum(char mark, ByteBuffer text) {
        CRC32C crc = new CRC32C();
        crc.update(mark);
        crc.update(text.duplicate());
        return HexFormat.of().toHexDigits(crc.getValue(), 8);
    }

    private static ByteBuffer utf8(String payload) {
        try {
            return UTF_8.newEncoder().encode(CharBuffer.wrap(payload));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A record is Unicode text, but this one has half a character", e);
        }
    }
}
