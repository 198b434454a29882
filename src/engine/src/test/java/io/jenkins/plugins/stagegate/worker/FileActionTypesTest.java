package io.jenkins.plugins.stagegate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.worker.CustomActionType.ArtifactCount;
import io.jenkins.plugins.stagegate.worker.CustomActionType.Property;
import io.jenkins.plugins.stagegate.worker.CustomActionType.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileActionTypesTest {
    private static final ArtifactCount SOME = new ArtifactCount(0, 5);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ActionTypes types;

    @Before
    public void open() throws IOException {
        types = FileActionTypes.open(folder.getRoot().toPath().resolve("action-types.json"));
    }

    @Test
    public void remembersWhatWasCreated() throws Exception {
        var scanner = type("1", property("Project", true, false, true));
        types.create(scanner);
        open();
        assertThat(types.list()).containsExactly(scanner);
    }

    @Test
    public void createsNothingTwice() throws Exception {
        types.create(type("1"));
        assertRefused("ValidationException", type("1"));
    }

    @Test
    public void neverCreatesAgainWhatWasDeleted() throws Exception {
        types.create(type("1"));
        types.delete(type("1").type());
        open();
        assertThat(types.list()).isEmpty();
        assertRefused("ValidationException", type("1"));
        types.create(type("2"));
    }

    @Test
    public void takesFiftyTypes() throws Exception {
        for (int version = 1; version <= FileActionTypes.MOST; version++) {
            types.create(type(String.valueOf(version)));
        }
        assertRefused("LimitExceededException", type("51"));
    }

    @Test
    public void refusesAQueryablePropertyThatIsSecretOrOptional() {
        assertRefused("ValidationException", type("1", property("Project", true, true, true)));
        assertRefused("ValidationException", type("1", property("Project", false, false, true)));
    }

    @Test
    public void refusesASecondQueryableProperty() {
        assertRefused(
                "ValidationException",
                type("1", property("Project", true, false, true), property("Branch", true, false, true)));
    }

    @Test
    public void refusesAnAddressWithASecretInIt() {
        var address = new Settings(
                Optional.of("https://scan.example.com/{Config:Key}"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var leaky = new CustomActionType(
                type("1").type(), address, List.of(property("Key", true, true, false)), SOME, SOME, Map.of());
        assertRefused("ValidationException", leaky);
    }

    @Test
    public void saysWhichFileIsDamaged() throws IOException {
        Files.writeString(folder.getRoot().toPath().resolve("action-types.json"), "{\"types\": [");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("action-types.json");
    }

    private void assertRefused(String code, CustomActionType type) {
        assertThatThrownBy(() -> types.create(type))
                .isInstanceOfSatisfying(
                        CommandRefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    private static Property property(String name, boolean required, boolean secret, boolean queryable) {
        return new Property(name, required, true, secret, queryable, Optional.empty(), Optional.empty());
    }

    private static CustomActionType type(String version, Property... properties) {
        return new CustomActionType(
                new ActionType(ActionCategory.TEST, "Custom", "Scanner", version),
                Settings.NONE,
                List.of(properties),
                SOME,
                SOME,
                Map.of());
    }
}
