package io.jenkins.plugins.stagegate.codepipeline;

import io.jenkins.plugins.stagegate.spi.Confidential;
import io.jenkins.plugins.stagegate.worker.JobRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The secret settings of a job.
 *
 * @param values the secrets themselves, by the names of the settings
 * @param missing what is wrong, if one cannot be told
 */
record ToldSecrets(Map<String, String> values, Optional<String> missing) {
    static ToldSecrets of(Account account, JobRequest job) throws IOException {
        var values = new LinkedHashMap<String, String>();
        Optional<String> missing = Optional.empty();
        for (String name : new SecretSettings(account.actionTypes()).of(job.type())) {
            var said = job.configuration().get(name);
            if (said != null) {
                var found = find(account, job.context().pipeline(), said);
                found.ifPresent(value -> values.put(name, value));
                missing = found.isPresent() ? missing : Optional.of(problem(account, name, said));
            }
        }
        return new ToldSecrets(values, missing);
    }

    private static Optional<String> find(Account account, String pipeline, String said) throws IOException {
        if (said.startsWith(SecretSettings.CREDENTIALS)) {
            return account.secret(pipeline, id(said));
        }
        if (said.startsWith(KeptSecrets.PREFIX)) {
            var kept = account.keptSecrets(pipeline);
            return kept.isPresent() ? kept.get().find(said) : Optional.empty();
        }
        // A definition that was taken up before its type was known may hold the secret itself.
        return Optional.of(said).filter(value -> !value.equals(SecretSettings.MASK));
    }

    private static String id(String said) {
        return said.substring(SecretSettings.CREDENTIALS.length()).strip();
    }

    private static String problem(Account account, String name, String said) {
        return said.startsWith(SecretSettings.CREDENTIALS)
                ? "The setting '" + name + "' is the secret '" + id(said) + "', which this pipeline cannot see. "
                        + account.secretMissing(id(said))
                : "The setting '" + name
                        + "' is a secret that this pipeline was never given. Update the pipeline with it, or say"
                        + " 'credentials:ID'.";
    }

    /** What must not come back from the worker in what many can read. */
    Confidential confidential() {
        return new Confidential(values);
    }
}
