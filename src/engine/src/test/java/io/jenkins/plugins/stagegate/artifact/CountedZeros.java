package io.jenkins.plugins.stagegate.artifact;

import java.io.InputStream;
import java.util.Arrays;

/** A long stream of zeros that remembers the largest piece that was asked for at once. */
final class CountedZeros extends InputStream {
    private long left;
    private int largestRead;

    CountedZeros(long length) {
        left = length;
    }

    int largestRead() {
        return largestRead;
    }

    @Override
    public int read() {
        return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        largestRead = Math.max(largestRead, length);
        if (left <= 0) {
            return -1;
        }
        int read = (int) Math.min(left, length);
        Arrays.fill(bytes, offset, offset + read, (byte) 0);
        left -= read;
        return read;
    }
}
