package io.jenkins.plugins.stagegate.bench.jenkins;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Watches how much is left on the heap after each garbage collection, and how much is in use at the most.
 *
 * <p>The latter, <em>between</em> collections, says how lazy the collector is more than what the work needs.
 */
final class LiveHeap implements AutoCloseable {
    private final NotificationListener listener = this::hear;
    private final AtomicLong most = new AtomicLong();
    private final long before;

    LiveHeap() {
        before = collected();
        most.set(before);
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
        }
    }

    /** The most that was left after a collection, the one of now included, above what was there at the start; bytes. */
    long growth() {
        most.accumulateAndGet(collected(), Math::max);
        return most.get() - before;
    }

    /** The most that was in use, garbage included, above what was there at the start; bytes. Parts of the heap may have peaked at different times. */
    long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                - before;
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
