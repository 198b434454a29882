package io.jenkins.plugins.stagegate.plugin.web;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import hudson.util.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * An address on the web: written out, or {@code credentials:} and the id of a secret text that holds it. Whoever knows the address of a
 * chat's hook can write there, so it need not stand in a definition.
 */
public final class WebAddress {
    private static final String SECRET = "credentials:";

    private WebAddress() {}

    /**
     * The address itself.
     *
     * @param context whose credentials are looked at: a job or a folder; empty for those of all of Jenkins
     * @throws IOException if there is none; the message says nothing of a secret
     */
    public static URI of(String text, Optional<Item> context) throws IOException {
        if (!text.startsWith(SECRET)) {
            return address(text).orElseThrow(() -> new IOException(Messages.WebAddress_none()));
        }
        var id = text.substring(SECRET.length()).strip();
        var secret = usedSecret(id, context).orElseThrow(() -> new IOException(Messages.WebAddress_noSecret(id)));
        return address(secret.getPlainText()).orElseThrow(() -> new IOException(Messages.WebAddress_otherSecret(id)));
    }

    /** Whether the text is an address, or says where one is, as far as it shows. */
    public static boolean isWellFormed(String text) {
        return text.startsWith(SECRET)
                ? !text.substring(SECRET.length()).isBlank()
                : address(text).isPresent();
    }

    /** An address as anybody may read it: its host, or the name of the secret. */
    public static String words(String text) {
        return text.startsWith(SECRET) ? text : address(text).map(URI::getHost).orElse("no address");
    }

    /** The secret text of that id, for somebody who only looks. */
    public static Optional<Secret> secret(String id, Optional<Item> context) {
        return find(id, context).map(StringCredentials::getSecret);
    }

    /** The secret text of that id, for somebody who uses it: where credentials are listed, it shows where it was used. That writes a file. */
    public static Optional<Secret> usedSecret(String id, Optional<Item> context) {
        var found = find(id, context);
        context.ifPresent(item -> found.ifPresent(one -> CredentialsProvider.track(item, one)));
        return found.map(StringCredentials::getSecret);
    }

    private static Optional<StringCredentials> find(String id, Optional<Item> context) {
        var known = context.isPresent()
                ? CredentialsProvider.lookupCredentialsInItem(
                        StringCredentials.class, context.get(), ACL.SYSTEM2, List.of())
                : CredentialsProvider.lookupCredentialsInItemGroup(
                        StringCredentials.class, (ItemGroup<?>) Jenkins.get(), ACL.SYSTEM2, List.of());
        return Optional.ofNullable(CredentialsMatchers.firstOrNull(known, CredentialsMatchers.withId(id)));
    }

    private static Optional<URI> address(String text) {
        try {
            var address = URI.create(text.strip());
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            return Optional.of(address).filter(one -> web && one.getHost() != null);
        } catch (IllegalArgumentException e) {
            // Its message holds the text.
            return Optional.empty();
        }
    }
}
