package io.jenkins.plugins.stagegate.local.importing;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.pipeline.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The files that Terraform reads with one of its files: those beside it. */
public final class TerraformFolder {
    private static final String READ_TOO = "(.+\\.tf|terraform\\.tfvars|.+\\.auto\\.tfvars)(\\.json)?";
    private static final int MOST = 200;

    private TerraformFolder() {}

    /** Whether a file of this name is one of Terraform's. */
    static boolean isTerraform(String file) {
        return file.endsWith(".tf") || file.endsWith(".tf.json");
    }

    /**
     * The texts of the files beside this one, by name.
     *
     * @return nothing for files of other kinds
     */
    public static Map<String, String> besides(Path file) throws UserException {
        var texts = new TreeMap<String, String>();
        if (!isTerraform(file.toString())) {
            return texts;
        }
        try (var all = Files.list(file.toAbsolutePath().getParent())) {
            for (Path one :
                    all.filter(Files::isRegularFile).sorted().limit(MOST).toList()) {
                var name = one.getFileName().toString();
                if (name.matches(READ_TOO) && !name.equals(file.getFileName().toString())) {
                    texts.put(name, new TextFile(one).read("There is no file " + one + ".", "file of Terraform's"));
                }
            }
        } catch (IOException e) {
            throw UserException.failure("The folder of " + file + " cannot be read: " + e.getMessage());
        }
        return texts;
    }
}
