package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.ExitCodes;
import io.jenkins.plugins.stagegate.local.UserException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong, and nothing of how this program is made. */
final class Complaints implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleExecutionException(Exception problem, CommandLine line, ParseResult parsed) throws Exception {
        if (problem instanceof UserException complaint) {
            line.getErr().println(complaint.getMessage());
            return complaint.exitCode();
        }
        if (problem instanceof IOException) {
            line.getErr().println(problem.getMessage() == null ? problem.toString() : problem.getMessage());
            return ExitCodes.FAILURE;
        }
        throw problem;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        var line = problem.getCommandLine();
        line.getErr().println(problem.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, line.getErr())) {
            line.getErr().println("See " + line.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCodes.USAGE;
    }
}
