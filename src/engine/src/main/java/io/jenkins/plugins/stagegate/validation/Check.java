package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Pipeline;

/** One thing that must be so in every pipeline. Holds no state. (What a stage's conditions hold is called a rule, too.) */
interface Check {
    /** Looks at the whole pipeline, whatever else is wrong with it, and notes what is not as it must be. */
    void check(Pipeline pipeline, Findings findings);
}
