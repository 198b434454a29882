package io.jenkins.plugins.stagegate.local.importing;

import java.util.List;

/** What a template leaves to its deployment, or to the one who reads it. */
interface OpenEnds {
    /**
     * What has to be looked at by hand, in sentences.
     *
     * @param text what was made of the template
     */
    List<String> notes(String text);
}
