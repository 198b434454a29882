package io.jenkins.plugins.stagegate.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.Test;

public class SecretsTest {
    @Test
    public void masksTheValuesOfVariablesThatAreNamedAsSecrets() {
        var secrets = Secrets.of(Map.of("DEPLOY_TOKEN", "t0k3n-4711", "REGION", "eu-west-1"));

        assertThat(secrets.mask("curl -H t0k3n-4711 eu-west-1")).isEqualTo("curl -H **** eu-west-1");
    }

    @Test
    public void masksALoginAndItsPasswordAlone() {
        var secrets = Secrets.of(Map.of("STAGE_GATE_CREDENTIALS_GIT", "ann:s3cr3t-word"));

        assertThat(secrets.mask("ann:s3cr3t-word, s3cr3t-word, ann")).isEqualTo("****, ****, ann");
    }

    @Test
    public void masksASecretOfSeveralLinesLineByLine() {
        var secrets = Secrets.of(Map.of("PRIVATE_KEY", "first-line\nsecond-line\n"));

        assertThat(secrets.mask("got second-line")).isEqualTo("got ****");
    }

    @Test
    public void leavesNothingOverOfASecretThatContainsAnother() {
        var secrets = Secrets.of(Map.of("A_TOKEN", "abcdef", "B_TOKEN", "abcdef-123456"));

        assertThat(secrets.mask("abcdef-123456 abcdef")).isEqualTo("**** ****");
    }

    @Test
    public void leavesWordsAloneThatAreTooShortToBeSecret() {
        assertThat(Secrets.of(Map.of("A_TOKEN", "true")).mask("true")).isEqualTo("true");
    }
}
