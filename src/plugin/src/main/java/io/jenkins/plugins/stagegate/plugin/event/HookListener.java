package io.jenkins.plugins.stagegate.plugin.event;

import hudson.model.Item;
import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import io.jenkins.plugins.stagegate.plugin.web.Post;
import io.jenkins.plugins.stagegate.plugin.web.WebAddress;
import io.jenkins.plugins.stagegate.spi.EventListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jenkins.model.Jenkins;

/** Posts the events of one pipeline to one address, each in a request of its own. Secrets are looked up anew each time. */
final class HookListener implements EventListener {
    private static final String SIGNATURE = "X-Stage-Gate-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private final List<String> identity;
    private final EventHook hook;
    private final String folder;
    private final String source;

    /**
     * A listener.
     *
     * @param folder full name of the folder whose hook it is, and whose credentials hold its secrets; empty for Jenkins
     * @param source a URI of the pipeline
     */
    HookListener(EventHook hook, String folder, String source) {
        this.hook = hook;
        this.folder = folder;
        this.source = source;
        identity = List.of(folder, hook.getAddress(), hook.getFormat().name(), hook.getSignatureId(), source);
    }

    /** Follows from where it posts to: a hook that comes back goes on where it was. */
    @Override
    public String name() {
        var place = String.join(
                "\u0000", folder, hook.getAddress(), hook.getFormat().name());
        return "hook-" + UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void deliver(LifecycleEvent event) throws IOException, InterruptedException {
        var context = context();
        var text = hook.getFormat().text(event, source);
        Post.send(
                WebAddress.of(hook.getAddress(), context),
                hook.getFormat().mediaType(),
                text,
                hook.getSignatureId().isEmpty() ? Map.of() : Map.of(SIGNATURE, "sha256=" + signature(text, context)));
    }

    private Optional<Item> context() throws IOException {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        var item = Jenkins.get().getItemByFullName(folder);
        if (item == null) {
            throw new IOException(Messages.HookListener_noFolder(folder));
        }
        return Optional.of(item);
    }

    private String signature(String text, Optional<Item> context) throws IOException {
        var secret = WebAddress.usedSecret(hook.getSignatureId(), context)
                .orElseThrow(() -> new IOException(Messages.HookListener_noSecret(hook.getSignatureId())));
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getPlainText().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(Messages.HookListener_badSecret(hook.getSignatureId()), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HookListener listener && listener.identity.equals(identity);
    }

    @Override
    public int hashCode() {
        return Objects.hash(identity);
    }
}
