package io.jenkins.plugins.stagegate.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.image.DockerRegistry;
import io.jenkins.plugins.stagegate.image.EcrStandIn;
import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.StoreException;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Access keys and the logins that ECR gives for them. */
public class EcrTest {
    /** What Java programs have in the place of {@link EcrStandIn#ENDPOINT}. */
    private static final String ENDPOINT = "aws.endpointUrlEcr";

    @Rule
    public final DockerRegistry registry = new DockerRegistry();

    private EcrStandIn ecr;

    @Before
    public void begin() throws Exception {
        ecr = new EcrStandIn(registry);
        System.setProperty(ENDPOINT, ecr.endpoint());
    }

    @After
    public void end() {
        System.clearProperty(ENDPOINT);
        if (ecr != null) {
            ecr.close();
        }
    }

    private static Connection connection(String secret) {
        return new Connection(
                Optional.empty(), Optional.of("eu-west-1"), Optional.of(new Login(EcrStandIn.KEY.id(), secret)), false);
    }

    @Test
    public void givesTheRegistrysLoginForAnAccessKey() throws Exception {
        assertThat(new Ecr().exchange(connection(EcrStandIn.KEY.secret()))).isEqualTo(new Login("AWS", "open sesame"));
    }

    @Test
    public void saysWhatEcrSaysOfAWrongOneAndNotTheSecret() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new Ecr().exchange(connection("hush-hush")))
                .withMessageContaining("ECR in eu-west-1 gave no login (400 InvalidSignatureException")
                .withMessageContaining("ecr:GetAuthorizationToken")
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ActionFailure.PERMISSION);
                    assertThat(e.getMessage()).doesNotContain("hush-hush");
                });
    }

    @Test
    public void anEcrThatDoesNotAnswerIsSaid() {
        ecr.close();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new Ecr().exchange(connection("secret")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ActionFailure.SYSTEM_UNAVAILABLE));
    }
}
