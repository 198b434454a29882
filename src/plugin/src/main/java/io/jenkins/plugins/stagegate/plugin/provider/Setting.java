package io.jenkins.plugins.stagegate.plugin.provider;

/**
 * A setting of a provider: what stands behind its name in a definition.
 *
 * @param name as authors write it; for a family, what its members begin with
 * @param required whether an action without it is refused
 * @param family whether it stands for all settings that begin with the name
 */
public record Setting(String name, boolean required, boolean family) {
    /** One that every action of the provider needs. */
    public static Setting required(String name) {
        return new Setting(name, true, false);
    }

    /** One that an action may leave out. */
    public static Setting optional(String name) {
        return new Setting(name, false, false);
    }

    /** Any number of settings whose names begin with the prefix. */
    public static Setting family(String prefix) {
        return new Setting(prefix, false, true);
    }

    boolean covers(String key) {
        return family ? key.startsWith(name) && key.length() > name.length() : key.equals(name);
    }
}
