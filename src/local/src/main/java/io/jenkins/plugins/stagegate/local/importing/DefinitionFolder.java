package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.pipeline.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A folder in which some file defines a pipeline: a module of Terraform's, templates, or what the CDK made of an app. */
public final class DefinitionFolder {
    private static final String TEMPLATE = "AWS::CodePipeline::Pipeline";
    private static final String RESOURCE = "aws_codepipeline";
    private static final int MOST = 500;

    private DefinitionFolder() {}

    private record Found(Path file, String name) {
        @Override
        public String toString() {
            return file.getFileName() + (name.isEmpty() ? "" : " (" + name + ")");
        }
    }

    /**
     * The one file that defines a pipeline.
     *
     * @param resource which one is meant, if there are several; else empty
     * @throws UserException if there is none, or more than one
     */
    public static Path only(Path folder, String resource) throws UserException {
        var where = synthesised(folder);
        var found = new ArrayList<Found>();
        for (Path file : files(where)) {
            for (String name : pipelines(file)) {
                if (resource.isEmpty() || name.equals(resource)) {
                    found.add(new Found(file, name));
                }
            }
        }
        var files = found.stream().map(Found::file).distinct().toList();
        if (files.size() == 1) {
            return files.get(0);
        }
        if (files.isEmpty()) {
            throw UserException.usage(
                    "No file in " + where + " defines a pipeline" + (resource.isEmpty() ? "" : " " + resource)
                            + ": expected a resource " + RESOURCE + ", a resource of the type " + TEMPLATE
                            + ", or the JSON of `aws codepipeline get-pipeline`."
                            + (Files.exists(folder.resolve("cdk.json"))
                                    ? " If this is an app of the CDK, run `cdk synth` first."
                                    : ""));
        }
        throw UserException.usage("Several files in " + where + " define pipelines. Name a file, or one of these with"
                + " --resource: "
                + found.stream().map(Found::toString).collect(Collectors.joining(", ")));
    }

    /** The CDK writes the templates of an app into a folder of their own. */
    private static Path synthesised(Path folder) {
        var made = folder.resolve("cdk.out");
        return Files.isDirectory(made) ? made : folder;
    }

    private static List<Path> files(Path folder) throws UserException {
        try (var all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".+\\.(tf|json|ya?ml|template)"))
                    .sorted()
                    .limit(MOST)
                    .toList();
        } catch (IOException e) {
            throw UserException.failure("The folder " + folder + " cannot be read: " + e.getMessage());
        }
    }

    /** The names of a file's pipelines. One that cannot be read has none: it is not the one that is meant. */
    private static Set<String> pipelines(Path file) {
        var names = new TreeSet<String>();
        try {
            var name = file.getFileName().toString();
            var text = new TextFile(file).read("There is no file " + file + ".", "definition");
            if (TerraformFolder.isTerraform(name)) {
                if (text.contains(RESOURCE)) {
                    TerraformModule.read(Hcl.read(name, text), name, Map.of(), new TreeSet<>())
                            .resources(RESOURCE)
                            .stream()
                            .map(TerraformModule.Resource::name)
                            .forEach(names::add);
                }
            } else if (text.contains(TEMPLATE) || text.contains("actionTypeId")) {
                templates(YamlTree.read(text), names);
            }
        } catch (UserException e) {
            names.clear();
        }
        return names;
    }

    private static void templates(JsonNode tree, Set<String> names) {
        for (var resource : tree.path("Resources").properties()) {
            if (resource.getValue().path("Type").asText().equals(TEMPLATE)) {
                names.add(resource.getKey());
            }
        }
        var pipeline = tree.path("pipeline").isObject() ? tree.path("pipeline") : tree;
        if (pipeline.path("stages").isArray()) {
            names.add(pipeline.path("name").asText());
        }
    }
}
