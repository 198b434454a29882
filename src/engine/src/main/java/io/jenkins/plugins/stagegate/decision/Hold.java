package io.jenkins.plugins.stagegate.decision;

import java.util.Map;

/**
 * What keeps an execution out of a stage although there would be room.
 *
 * @param by who decided so
 * @param frees what would let it in
 * @param details see {@link Waiting}
 */
record Hold(Waiting.Reason reason, String by, String why, String frees, Map<String, String> details) {}
