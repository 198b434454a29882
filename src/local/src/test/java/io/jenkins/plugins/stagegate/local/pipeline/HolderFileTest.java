package io.jenkins.plugins.stagegate.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HolderFileTest {
    private static final HolderFile.Holder HOLDER =
            new HolderFile.Holder(42, "serve", "http://127.0.0.1:1/pipelines/shop/", "secret");

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void saysWhoHoldsAPipeline() throws Exception {
        var file = new HolderFile(temporary.getRoot().toPath().resolve("holder.json"));
        file.write(HOLDER);
        file.write(HOLDER);

        assertThat(file.read()).contains(HOLDER);
        assertThat(HOLDER.toString()).isEqualTo("`serve` (process 42)");
    }

    @Test
    public void knowsNobodyWhenThereIsNoFileOrHalfOfOne() throws Exception {
        var path = temporary.getRoot().toPath().resolve("holder.json");
        assertThat(new HolderFile(path).read()).isEmpty();

        Files.writeString(path, "{\"pid\":");

        assertThat(new HolderFile(path).read()).isEmpty();
    }
}
