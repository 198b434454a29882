package io.jenkins.plugins.stagegate.plugin.ui;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.Saveable;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.stagegate.plugin.ui.Audited.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Compares what jobs and folders are saved with to what they had before, in whatever way they were changed, and has the difference
 * noted. What was on the disk when Jenkins started is nobody's change.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class AuditedChanges extends SaveableListener {
    /** A part of the item with that full name. */
    private record Place(String item, Audited part) {}

    /** What is configured anywhere; places with nothing are left out. */
    private final Map<Place, State> known = new ConcurrentHashMap<>();

    private volatile boolean loaded;

    private static AuditedChanges get() {
        return ExtensionList.lookupSingleton(AuditedChanges.class);
    }

    @Override
    public void onChange(Saveable changed, XmlFile file) {
        if (loaded && changed instanceof Item item) {
            note(item);
        }
    }

    private void note(Item item) {
        for (Audited part : ExtensionList.lookup(Audited.class)) {
            var now = part.of(item);
            var before = replace(new Place(item.getFullName(), part), now);
            Audit.change(item.getFullName(), part.what(), before, now);
        }
    }

    /** What was known of that place before. */
    private State replace(Place place, State now) {
        var before = now.equals(State.NOTHING) ? known.remove(place) : known.put(place, now);
        return Optional.ofNullable(before).orElse(State.NOTHING);
    }

    private void learn() {
        for (Item item : Jenkins.get().allItems()) {
            for (Audited part : ExtensionList.lookup(Audited.class)) {
                replace(new Place(item.getFullName(), part), part.of(item));
            }
        }
        loaded = true;
    }

    private void move(String oldName, String newName) {
        for (Place place : places(oldName)) {
            known.put(new Place(newName, place.part()), known.remove(place));
        }
    }

    private void forget(String name) {
        places(name).forEach(known::remove);
    }

    private List<Place> places(String name) {
        return known.keySet().stream()
                .filter(place -> place.item().equals(name))
                .toList();
    }

    /** Follows items as they come and go. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Items extends ItemListener {
        @Override
        public void onLoaded() {
            get().learn();
        }

        /** What came as a file was not saved. */
        @Override
        public void onCreated(Item item) {
            get().note(item);
        }

        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            get().move(oldFullName, newFullName);
        }

        @Override
        public void onDeleted(Item item) {
            get().forget(item.getFullName());
        }
    }
}
