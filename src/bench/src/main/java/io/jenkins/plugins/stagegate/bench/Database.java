package io.jenkins.plugins.stagegate.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * An H2 database in a file, for a peer.
 *
 * @param durable whether a step is on the disk when {@link #stepped} returns. As it comes, H2 writes what was committed up to
 *     half a second later, and leaves it to the operating system when that is on the disk
 */
record Database(String url, boolean durable, Connection connection) implements Closeable {
    static Database open(Path folder, boolean durable) throws SQLException {
        var url = "jdbc:h2:file:" + folder.resolve("db") + (durable ? ";WRITE_DELAY=0" : "");
        return new Database(url, durable, DriverManager.getConnection(url, "sa", ""));
    }

    /** A step of an execution was committed. */
    void stepped() throws SQLException {
        if (durable) {
            flush();
        }
    }

    void flush() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
    }

    @Override
    public void close() throws IOException {
        try (var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
