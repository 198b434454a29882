package io.jenkins.plugins.stagegate.local.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A running {@code serve}, with a key for clients of CodePipeline's. */
public final class Served {
    private static final Pattern EXPORT = Pattern.compile("export (\\w+)=(\\S+)");

    private final Project project;
    private final URI address;

    private Served(Project project, URI address) {
        this.project = project;
        this.address = address;
    }

    /** Serves a project's Jenkinsfile, or nothing but what clients make. */
    public static Served start(Project project, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("serve", "--port", "0"));
        arguments.addAll(List.of(more));
        var running = project.start(arguments.toArray(String[]::new)).says("key=");
        var address = running.text().replaceAll("(?s).*Open (http://[^/]+/).*", "$1");
        return new Served(project, URI.create(address));
    }

    /** Where it is answered. */
    public URI address() {
        return address;
    }

    /** Makes a key; gives the settings of a shell. */
    public static Map<String, String> key(Project project, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("key", "create"));
        arguments.addAll(List.of(options));
        var made = project.start(arguments.toArray(String[]::new));
        made.exitCode();
        var settings = new HashMap<String, String>();
        EXPORT.matcher(made.text()).results().forEach(match -> settings.put(match.group(1), match.group(2)));
        return settings;
    }

    /** Takes a key back. */
    public void revoke(String id) throws Exception {
        project.start("key", "revoke", id).exitCode();
    }
}
