package io.jenkins.plugins.stagegate.bench.jenkins;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Watches how much is left on the heap after each garbage collection.
 *
 * <p>What is used <em>between</em> collections says how lazy the collector is, not what the work needs.
 */
final class LiveHeap implements AutoCloseable {
    private final NotificationListener listener = this::hear;
    private final AtomicLong most = new AtomicLong();
    private final long before;

    LiveHeap() {
        before = collected();
        most.set(before);
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
        }
    }

    /** The most that was left after a collection, the one of now included, above what was there at the start; bytes. */
    long growth() {
        most.accumulateAndGet(collected(), Math::max);
        return most.get() - before;
    }

    @Override
    public void close() throws ListenerNotFoundException {
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).removeNotificationListener(listener);
        }
    }

    private void hear(Notification notification, Object ignored) {
        if (notification.getUserData() instanceof CompositeData data) {
            var left =
                    GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                            .filter(pool -> !pool.getKey().contains("Metaspace")
                                    && !pool.getKey().contains("Code"))
                            .filter(pool -> !pool.getKey().contains("Compressed"))
                            .mapToLong(pool -> pool.getValue().getUsed())
                            .sum();
            most.accumulateAndGet(left, Math::max);
        }
    }

    private static long collected() {
        System.gc();
        MemoryUsage usage = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return usage.getUsed();
    }
}
