package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.importing.TerraformModule.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pipeline out of a file of Terraform's. */
record Terraform(List<String> lost, Set<String> conditions, Set<Integer> directives) implements OpenEnds {
    private static final String TYPE = "aws_codepipeline";
    private static final Pattern PLACEHOLDER =
            Pattern.compile("<(var|local|module|data|each|count|aws_)[A-Za-z0-9._-]*>");

    /**
     * Finds the pipeline.
     *
     * @param besides the other files of the folder, by name
     * @param wanted the name of the resource, if there are several; else empty
     */
    static Template read(String file, String text, Map<String, String> besides, String wanted) throws UserException {
        var unread = new TreeSet<String>();
        var hcl = Hcl.read(file, text);
        var module = TerraformModule.read(hcl, file, besides, unread);
        var resource = only(file, module, wanted);
        var lost = new ArrayList<String>();
        unread.forEach(name -> lost.add(name + " could not be read: what it says of variables and locals is missing."));
        try {
            var pipeline = new TerraformPipeline(module.evaluation());
            JsonNode declaration = pipeline.declaration(resource);
            lost.addAll(pipeline.lost());
            if (declaration.path("stages").isEmpty()) {
                throw UserException.usage("The stages of " + TYPE + "." + resource.name() + " in " + file
                        + " are not in these files. " + String.join(" ", pipeline.lost())
                        + "\nImport what the service says of the pipeline that Terraform made:\n"
                        + "  aws codepipeline get-pipeline --name NAME > pipeline.json");
            }
            besideIt(module, lost);
            return new Template(
                    declaration.path("name").asText(resource.name()),
                    declaration,
                    Optional.of(new Terraform(lost, module.evaluation().conditions(), hcl.directives())));
        } catch (HclValues.TooMuchException e) {
            throw UserException.usage("The file says too much for a template: its expressions grow without end.");
        }
    }

    private static Resource only(String file, TerraformModule module, String wanted) throws UserException {
        var all = module.resources(TYPE);
        var found = all.stream()
                .filter(one -> one.file().equals(file))
                .filter(one -> wanted.isEmpty() || one.name().equals(wanted))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            var elsewhere = all.stream().map(Resource::file).distinct().collect(Collectors.joining(", "));
            throw UserException.usage("There is no resource " + TYPE + (wanted.isEmpty() ? "" : "." + wanted) + " in "
                    + file + "." + (elsewhere.isEmpty() ? "" : " There is one in " + elsewhere + "."));
        }
        throw UserException.usage(file + " has several pipelines. Name one with --resource: "
                + found.stream().map(Resource::name).collect(Collectors.joining(", ")));
    }

    /** Says what stands beside a pipeline and belongs to it. */
    private static void besideIt(TerraformModule module, List<String> lost) {
        var types = module.resources("aws_codepipeline_custom_action_type");
        if (!types.isEmpty()) {
            lost.add("Action types are not made here: " + names(types)
                    + ". Make them with create-custom-action-type, or say in performers.json what stands in for them.");
        }
        var webhooks = module.resources("aws_codepipeline_webhook");
        if (!webhooks.isEmpty()) {
            lost.add("Webhooks are not carried over: " + names(webhooks) + ". Use triggers, or put-webhook.");
        }
    }

    private static String names(List<Resource> resources) {
        return resources.stream().map(Resource::name).collect(Collectors.joining(", "));
    }

    @Override
    public List<String> notes(String text) {
        var notes = new ArrayList<String>();
        var open = PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!open.isEmpty()) {
            notes.add("Fill in what only a deployment knows: " + String.join(", ", open) + ".");
        }
        if (!conditions.isEmpty()) {
            notes.add("Taken as if these conditions held: " + String.join(", ", conditions) + ".");
        }
        if (!directives.isEmpty()) {
            notes.add("Directives (%{...}) in texts are not carried out: lines "
                    + directives.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
        }
        notes.addAll(lost);
        return notes;
    }
}
