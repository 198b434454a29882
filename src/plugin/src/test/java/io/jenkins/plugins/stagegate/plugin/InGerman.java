package io.jenkins.plugins.stagegate.plugin;

import java.util.Locale;
import org.jvnet.localizer.LocaleProvider;

/** A while in which Jenkins speaks German. */
public final class InGerman implements AutoCloseable {
    private final LocaleProvider usual = LocaleProvider.getProvider();

    /** Begins it. */
    public InGerman() {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.GERMAN;
            }
        });
    }

    @Override
    public void close() {
        LocaleProvider.setProvider(usual);
    }
}
