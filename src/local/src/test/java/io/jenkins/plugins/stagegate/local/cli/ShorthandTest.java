package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.local.UserException;
import java.util.List;
import org.junit.Test;

public class ShorthandTest {
    private static final List<String> MEMBERS = List.of("summary", "status");

    @Test
    public void readsMembersInAnyOrder() throws Exception {
        assertThat(Shorthand.parse("--result", "status=Approved,summary=fine", MEMBERS))
                .containsEntry("status", "Approved")
                .containsEntry("summary", "fine");
    }

    @Test
    public void letsPeopleWriteCommas() throws Exception {
        assertThat(Shorthand.parse("--result", "summary=Fine, thanks,status=Approved", MEMBERS))
                .containsEntry("summary", "Fine, thanks");
    }

    @Test
    public void saysWhatWasExpected() {
        assertThatThrownBy(() -> Shorthand.parse("--result", "yes", MEMBERS))
                .isInstanceOf(UserException.class)
                .hasMessage("Expected --result summary=...,status=..., found 'yes'.");
    }
}
