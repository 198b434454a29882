package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Field;
import io.jenkins.plugins.stagegate.source.GitRevision;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which variables an action puts out, as far as its declaration tells. */
public final class OutputVariables {
    /** What every action that takes a revision from a git repository puts out. */
    public static final List<String> OF_GIT = List.of(
            "AuthorDate",
            "AuthorEmail",
            "AuthorId",
            "AuthorName",
            "BranchName",
            "CommitId",
            "CommitMessage",
            "CommitUrl",
            "CommitterDate",
            "FullRepositoryName",
            "RepositoryName");

    /** What every action that takes the files of a folder puts out. */
    public static final List<String> OF_FOLDER = List.of("FolderDigest", "FolderName");

    /** What every action that takes an image puts out: the names are those of CodePipeline's ECR source. */
    public static final List<String> OF_IMAGE =
            List.of("ImageDigest", "ImageTag", "ImageURI", "RegistryId", "RepositoryName");

    /** What every action that takes or puts objects puts out: CodePipeline's names, and where the object is. */
    public static final List<String> OF_S3 = List.of("BucketName", "ETag", "ObjectKey", "VersionId");

    /** What every approval puts out besides its fields. */
    public static final List<String> OF_APPROVAL = List.of("Approver", "Summary");

    /** What every action that waits for a job of Jenkins puts out. */
    public static final List<String> OF_JOB = List.of("BuildNumber", "BuildUrl", "Result");

    /** What every action that takes from another pipeline puts out. */
    public static final List<String> OF_PIPELINE = List.of("ExecutionId", "ExecutionNumber", "PipelineName");

    /** What every action that starts another pipeline puts out. */
    public static final List<String> OF_INVOKED = List.of("ExecutionId", "PipelineName");

    private OutputVariables() {}

    /** The keys of the variables; nothing if only the provider knows them. */
    public static Optional<Set<String>> of(Action action) {
        var keys = new LinkedHashSet<>(action.exports());
        if (action.type().category() == ActionCategory.APPROVAL) {
            action.approval()
                    .ifPresent(approval ->
                            approval.fields().stream().map(Field::name).forEach(keys::add));
            keys.addAll(OF_APPROVAL);
            return Optional.of(keys);
        }
        return switch (action.type().provider()) {
            case ActionType.COMMANDS -> Optional.of(keys);
            case ActionType.GIT -> {
                keys.addAll(OF_GIT);
                if (action.configuration().containsKey(GitRevision.CONNECTION)) {
                    keys.add(GitRevision.CONNECTION);
                }
                yield Optional.of(keys);
            }
            case ActionType.PIPELINE -> {
                keys.addAll(OF_PIPELINE);
                yield Optional.of(keys);
            }
            case ActionType.CODE_PIPELINE -> {
                keys.addAll(OF_INVOKED);
                yield Optional.of(keys);
            }
            case ActionType.FOLDER -> {
                keys.addAll(OF_FOLDER);
                yield Optional.of(keys);
            }
            case ActionType.IMAGE -> {
                keys.addAll(OF_IMAGE);
                yield Optional.of(keys);
            }
            case ActionType.S3 -> {
                keys.addAll(OF_S3);
                yield action.type().owner().equals("AWS") ? Optional.of(keys) : Optional.empty();
            }
            case ActionType.JENKINS_JOB -> {
                keys.addAll(OF_JOB);
                yield Optional.of(keys);
            }
            default -> Optional.empty();
        };
    }
}
