package io.jenkins.plugins.stagegate.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.model.ImageReference;
import io.jenkins.plugins.stagegate.source.FileSource;
import io.jenkins.plugins.stagegate.source.Found;
import io.jenkins.plugins.stagegate.source.Reach;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An image of a registry: which digest a tag is now. What is laid out is {@code imageDetail.json} in the form of CodePipeline's
 * ECR source; the layers stay where they are.
 *
 * <p>Of an image for several platforms the digest is that of the whole index, unless one platform is wanted.
 */
public final class ImageSource implements FileSource {
    /** The type of an override: the digest of an image. */
    public static final String IMAGE_DIGEST = "IMAGE_DIGEST";

    private static final String FILE = "imageDetail.json";
    private static final String DIGEST = "sha256:[0-9a-f]{64}";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ImageReference image;
    private final Optional<String> platform;
    private final Optional<String> credentialsId;
    private final RegistryLogins logins;
    private final Reach reach;

    /**
     * The image that the settings of an action name: {@code image}, possibly with a platform and the id of a login.
     *
     * @throws SourceException if they name none
     */
    public ImageSource(Map<String, String> configuration, RegistryLogins logins, Reach reach) throws SourceException {
        var text = configuration.getOrDefault("image", "");
        this.image = ImageReference.of(text)
                .orElseThrow(() -> new SourceException(
                        ActionFailure.CONFIGURATION,
                        "'" + text + "' names no image. Expected is such as registry.example.com/shop/app:1.2."));
        this.platform = Optional.ofNullable(configuration.get("platform"));
        this.credentialsId = Optional.ofNullable(configuration.get("credentialsId"));
        this.logins = logins;
        this.reach = reach;
    }

    /** What was found at a registry; the manifest is there if it had to be read. */
    private record Manifest(String digest, Optional<JsonNode> content) {}

    @Override
    public Found newest() throws SourceException, IOException, InterruptedException {
        return found(image, manifest(image, false).digest());
    }

    @Override
    public Found take(Optional<SourceOverride> override, Path folder)
            throws SourceException, IOException, InterruptedException {
        var wanted = override.isPresent() ? image.at(digest(override.get())) : image;
        var manifest = manifest(wanted, true);
        var found = found(wanted, manifest.digest());
        var detail = MAPPER.createObjectNode();
        size(manifest.content().orElseThrow())
                .ifPresent(bytes -> detail.put("ImageSizeInBytes", String.valueOf(bytes)));
        detail.put("ImageDigest", found.id()).put("Version", "1.0");
        for (String key : new String[] {"RegistryId", "RepositoryName", "ImageURI"}) {
            detail.put(key, found.variables().get(key));
        }
        var tags = detail.putArray("ImageTags");
        wanted.tag().ifPresent(tags::add);
        Files.writeString(
                folder.resolve(FILE), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(detail) + "\n");
        return found;
    }

    private static String digest(SourceOverride override) throws SourceException {
        if (!override.type().equals(IMAGE_DIGEST) || !override.value().matches(DIGEST)) {
            throw new SourceException(
                    ActionFailure.CONFIGURATION,
                    "An image takes a revision of type IMAGE_DIGEST, such as sha256: and 64 hexadecimal digits, not "
                            + override.type() + " '" + override.value() + "'.");
        }
        return override.value();
    }

    private Manifest manifest(ImageReference wanted, boolean whole)
            throws SourceException, IOException, InterruptedException {
        var registry = new Registry(wanted, logins.find(image, credentialsId, reach), reach);
        if (!whole && platform.isEmpty()) {
            var digest = registry.manifest("HEAD", wanted.wanted())
                    .headers()
                    .firstValue("Docker-Content-Digest")
                    .filter(said -> said.matches(DIGEST));
            if (digest.isPresent()) { // Registries should say it, and may not.
                return new Manifest(digest.get(), Optional.empty());
            }
        }
        var top = read(registry, wanted.wanted());
        if (platform.isEmpty() || !top.content().orElseThrow().has("manifests")) {
            return top;
        }
        return read(registry, ofPlatform(wanted, top.content().orElseThrow(), platform.get()));
    }

    /** The digest is computed from what came, so that nobody in between can hand out something else under it. */
    private static Manifest read(Registry registry, String wanted)
            throws SourceException, IOException, InterruptedException {
        HttpResponse<byte[]> answer = registry.manifest("GET", wanted);
        var digest = "sha256:" + HexFormat.of().formatHex(sha256().digest(answer.body()));
        if (wanted.matches(DIGEST) && !wanted.equals(digest)) {
            throw new SourceException(
                    ActionFailure.REVISION_UNAVAILABLE,
                    "The registry was asked for the manifest " + wanted + " and gave another one, " + digest + ".");
        }
        try {
            return new Manifest(digest, Optional.of(MAPPER.readTree(answer.body())));
        } catch (JsonProcessingException e) {
            throw new SourceException(
                    ActionFailure.SYSTEM_UNAVAILABLE, "What answers as a registry gave a manifest that is no JSON.", e);
        }
    }

    private static String ofPlatform(ImageReference wanted, JsonNode index, String platform) throws SourceException {
        for (JsonNode one : index.path("manifests")) {
            var digest = one.path("digest").asText();
            if (name(one.path("platform")).equals(platform) && digest.matches(DIGEST)) {
                return digest;
            }
        }
        var all = new java.util.ArrayList<String>();
        index.path("manifests").forEach(one -> all.add(name(one.path("platform"))));
        throw new SourceException(
                ActionFailure.REVISION_UNAVAILABLE,
                wanted + " is not there for " + platform + ", only for " + String.join(", ", all) + ".");
    }

    private static String name(JsonNode platform) {
        var variant = platform.path("variant").asText();
        return platform.path("os").asText() + "/"
                + platform.path("architecture").asText() + (variant.isEmpty() ? "" : "/" + variant);
    }

    /** What a machine fetches for it; of an index nobody knows, since it fetches one of the images. */
    private static Optional<Long> size(JsonNode manifest) {
        if (!manifest.has("layers")) {
            return Optional.empty();
        }
        long bytes = manifest.at("/config/size").asLong();
        for (JsonNode layer : manifest.path("layers")) {
            bytes += layer.path("size").asLong();
        }
        return Optional.of(bytes);
    }

    private static Found found(ImageReference image, String digest) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("RegistryId", image.registryId());
        variables.put("RepositoryName", image.repository());
        variables.put("ImageTag", image.tag().orElse(""));
        variables.put("ImageDigest", digest);
        variables.put("ImageURI", image.host() + "/" + image.repository() + "@" + digest);
        return new Found(digest, image.toString(), Optional.of(IMAGE_DIGEST), variables);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but this one has not", e);
        }
    }
}
