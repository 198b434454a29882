package io.jenkins.plugins.stagegate.plugin.ui;

import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.api.LineStopReader;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.plugin.host.Actors;
import io.jenkins.plugins.stagegate.plugin.line.LineScope;
import io.jenkins.plugins.stagegate.plugin.line.LineSwitches;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The line of all that is in a folder, or of all of Jenkins. Whoever changes it has checked that the caller may. */
@Restricted(NoExternalUse.class)
public record ScopedLine(LineScope scope) {
    /** What a request of the caller asks for. */
    Command.StopLine read(String json) throws InvalidRequestException {
        return LineStopReader.stop(json, scope.id(), scope.name(), Actors.current());
    }

    /** Stops it in the name of the caller, or changes how it is stopped. */
    public void stop(String json) throws InvalidRequestException, IOException {
        stop(read(json));
    }

    void stop(Command.StopLine stop) throws IOException {
        LineSwitches.get().stop(scope, stop);
        Audit.note(scope.place(), "stopped the line: " + stop.reason());
    }

    /** Whether somebody has stopped just that, and not only more. */
    public boolean isStopped() throws IOException {
        return LineSwitches.get().over(scope).stream()
                .anyMatch(stop -> stop.id().equals(scope.id()));
    }

    /** Lets go on, in the name of the caller, what was stopped. What is stopped by the switch of more than this stays so. */
    public void release() throws IOException {
        if (isStopped()) {
            LineSwitches.get().release(scope, Actors.current());
            Audit.note(scope.place(), "released the line");
        }
    }
}
