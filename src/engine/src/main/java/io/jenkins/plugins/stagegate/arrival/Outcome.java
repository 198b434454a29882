package io.jenkins.plugins.stagegate.arrival;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What became of a change at one trigger.
 *
 * @param trigger in the words of the definition; empty if it did not come so far
 * @param verdict for people, such as "started execution 12" or "no path matched `services/**`"
 */
record Outcome(String trigger, boolean fires, String verdict) {
    static Outcome remark(String verdict) {
        return new Outcome("", false, verdict);
    }

    void writeTo(ObjectNode node) {
        if (!trigger.isEmpty()) {
            node.put("trigger", trigger);
        }
        node.put("fires", fires).put("verdict", verdict);
    }
}
