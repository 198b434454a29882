package io.jenkins.plugins.stagegate.worker;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.jenkins.plugins.stagegate.decision.Refusal;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Action types in one JSON file, which is replaced whole with each change. */
public final class FileActionTypes implements ActionTypes {
    /** CodePipeline's quota. */
    static final int MOST = 50;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private volatile Known known;

    private record Known(List<CustomActionType> types, List<ActionType> deleted) {}

    private FileActionTypes(Path file, Known known) {
        this.file = file;
        this.known = known;
    }

    /**
     * Reads the file; without one, no type is known.
     *
     * @param file its folder has to exist when the first type is created
     */
    public static FileActionTypes open(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new FileActionTypes(file, new Known(List.of(), List.of()));
        }
        try {
            return new FileActionTypes(file, MAPPER.readValue(file.toFile(), Known.class));
        } catch (IOException e) {
            throw new IOException(
                    "The action types in " + file + " cannot be read: " + e.getMessage()
                            + " Mend the file, or delete it and create the types again.",
                    e);
        }
    }

    @Override
    public synchronized void create(CustomActionType type) throws CommandRefusedException, IOException {
        TypeRules.require(type);
        if (find(type.type()).isPresent()) {
            throw refusal("ValidationException", "This action type exists already. Create it with another version.");
        }
        if (known.deleted().contains(type.type())) {
            throw refusal(
                    "ValidationException",
                    "An action type of this name and version was deleted. Create it with another version.");
        }
        if (known.types().size() >= MOST) {
            throw refusal("LimitExceededException", "There are " + MOST + " custom action types; delete one first.");
        }
        var types = new ArrayList<>(known.types());
        types.add(type);
        store(new Known(types, known.deleted()));
    }

    @Override
    public synchronized void delete(ActionType type) throws IOException {
        if (find(type).isPresent()) {
            var types = new ArrayList<>(known.types());
            types.removeIf(one -> one.type().equals(type));
            var deleted = new ArrayList<>(known.deleted());
            deleted.add(type);
            store(new Known(types, deleted));
        }
    }

    @Override
    public List<CustomActionType> list() {
        return List.copyOf(known.types());
    }

    private void store(Known next) throws IOException {
        var beside = file.resolveSibling(file.getFileName() + ".new");
        MAPPER.writeValue(beside.toFile(), next);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        known = next;
    }

    private static CommandRefusedException refusal(String code, String message) {
        return new CommandRefusedException(new Refusal(code, message));
    }
}
