package io.jenkins.plugins.stagegate.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a container image, whole: {@code registry.example.com:5000/shop/app:1.2}.
 *
 * @param host of the registry, possibly with a port; it is never guessed
 * @param repository such as {@code shop/app}
 * @param tag what people call it by; {@code latest} if nothing is said, empty if only a digest is
 * @param digest exactly this one, such as {@code sha256:...}; goes before the tag
 */
public record ImageReference(String host, String repository, Optional<String> tag, Optional<String> digest) {
    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    /** The first part is a host if it looks like one: Docker's rule, and the OCI specification's names. */
    private static final Pattern FORM = Pattern.compile(
            "(?<host>localhost(?::[0-9]{1,5})?|[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+(?::[0-9]{1,5})?|[A-Za-z0-9-]+:[0-9]{1,5})"
                    + "/(?<repository>" + PART + "(?:/" + PART + ")*)"
                    + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?"
                    + "(?:@(?<digest>sha256:[0-9a-f]{64}))?");

    /** Of AWS's own domains only: whoever has one of these hosts is ECR, and may see a login of it. */
    private static final Pattern ECR = Pattern.compile(
            "(?<account>[0-9]{12})\\.dkr[.-]ecr(?:-fips)?\\.(?<region>[a-z0-9-]+)\\."
                    + "(?:amazonaws\\.com|amazonaws\\.com\\.cn|on\\.aws|on\\.amazonwebservices\\.com\\.cn)(?::[0-9]+)?");

    /** The reference that a text is; empty if it is none. */
    public static Optional<ImageReference> of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<String> digest = Optional.ofNullable(matcher.group("digest"));
        Optional<String> tag = Optional.ofNullable(matcher.group("tag"))
                .or(() -> digest.isPresent() ? Optional.empty() : Optional.of("latest"));
        return Optional.of(new ImageReference(matcher.group("host"), matcher.group("repository"), tag, digest));
    }

    /** The same image, exactly this one. */
    public ImageReference at(String exactly) {
        return new ImageReference(host, repository, tag, Optional.of(exactly));
    }

    /** What the registry is asked for: the digest if there is one, else the tag. */
    public String wanted() {
        return digest.or(() -> tag).orElseThrow();
    }

    /** The account of an ECR registry; of others the host. */
    public String registryId() {
        Matcher matcher = ECR.matcher(host);
        return matcher.matches() ? matcher.group("account") : host;
    }

    /** The region of an ECR registry; of others nothing. */
    public Optional<String> ecrRegion() {
        Matcher matcher = ECR.matcher(host);
        return matcher.matches() ? Optional.of(matcher.group("region")) : Optional.empty();
    }

    /** Docker's rule: registries of this machine are talked to without TLS, all others with it. */
    public boolean isOfThisMachine() {
        return host.matches("(?:localhost|127\\.[0-9.]+)(?::[0-9]+)?");
    }

    @Override
    public String toString() {
        return host + "/" + repository + tag.map(name -> ":" + name).orElse("")
                + digest.map(id -> "@" + id).orElse("");
    }
}
