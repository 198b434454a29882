package io.jenkins.plugins.stagegate.plugin;

import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk that has no room for a pipeline's journal, until it is closed. */
final class FullDisk implements AutoCloseable {
    private final Object file;
    private final Field handle;
    private final Object real;
    private final AtomicInteger refused = new AtomicInteger();

    private FullDisk(Object file) throws ReflectiveOperationException {
        this.file = file;
        handle = field(file, "handle");
        real = handle.get(file);
        put(Proxy.newProxyInstance(
                real.getClass().getClassLoader(), new Class<?>[] {handle.getType()}, (proxy, method, arguments) -> {
                    if (method.getName().equals("write")) {
                        refused.incrementAndGet();
                        throw new IOException("No space left on device");
                    }
                    try {
                        method.setAccessible(true);
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Lets the disk be full on which the engine writes down what happens. */
    static FullDisk below(PipelineEngine engine) throws ReflectiveOperationException {
        var journal = field(engine, "journal").get(engine);
        return new FullDisk(field(journal, "file").get(journal));
    }

    /** How often something was to be written. */
    int refused() {
        return refused.get();
    }

    private static Field field(Object owner, String name) throws ReflectiveOperationException {
        var field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private void put(Object next) throws ReflectiveOperationException {
        synchronized (file) {
            handle.set(file, next);
        }
    }

    @Override
    public void close() throws ReflectiveOperationException {
        put(real);
    }
}
