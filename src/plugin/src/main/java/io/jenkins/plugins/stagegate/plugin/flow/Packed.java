package io.jenkins.plugins.stagegate.plugin.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Values one after the other in as few bytes as is simple. They begin with a byte with which XML does not. */
final class Packed {
    private static final byte FIRST_FORM = 1;
    private static final int NOTHING = -1;

    private Packed() {}

    /** Tells whether these bytes are packed values; older versions have written XML. */
    static boolean is(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == FIRST_FORM;
    }

    /** Packs values. */
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        Writer() {
            bytes.write(FIRST_FORM);
        }

        private interface Value {
            void writeTo(DataOutputStream out) throws IOException;
        }

        private Writer put(Value value) {
            try {
                value.writeTo(out);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException("Memory is no file, and cannot fail like one", e);
            }
        }

        /** What follows; a letter of ASCII. */
        Writer kind(char kind) {
            return put(to -> to.writeByte(kind));
        }

        Writer flag(boolean flag) {
            return put(to -> to.writeBoolean(flag));
        }

        Writer number(int number) {
            return put(to -> to.writeInt(number));
        }

        Writer time(long millis) {
            return put(to -> to.writeLong(millis));
        }

        Writer text(@CheckForNull String text) {
            if (text == null) {
                return number(NOTHING);
            }
            byte[] encoded = text.getBytes(UTF_8);
            return number(encoded.length).put(to -> to.write(encoded));
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }

    /** Reads what was packed, in the same order. */
    static final class Reader {
        private final DataInputStream in;

        /** @param bytes for which {@link Packed#is} is true */
        Reader(byte[] bytes) {
            in = new DataInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1));
        }

        char kind() throws IOException {
            return (char) in.readByte();
        }

        boolean flag() throws IOException {
            return in.readBoolean();
        }

        int number() throws IOException {
            return in.readInt();
        }

        long time() throws IOException {
            return in.readLong();
        }

        /** @throws IOException if nothing was packed there */
        String text() throws IOException {
            var text = textOrNull();
            if (text == null) {
                throw new IOException("Expected a text, found nothing");
            }
            return text;
        }

        @CheckForNull
        String textOrNull() throws IOException {
            int length = number();
            if (length == NOTHING) {
                return null;
            }
            if (length < 0 || length > in.available()) {
                throw new IOException("Expected a text of " + length + " bytes, found " + in.available());
            }
            return new String(in.readNBytes(length), UTF_8);
        }
    }
}
