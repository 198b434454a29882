package io.jenkins.plugins.stagegate.worker;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.JobStatus;
import io.jenkins.plugins.stagegate.decision.Jobs;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.decision.Refusal;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where workers ask for jobs and say what became of them: the job worker protocol over all pipelines of a host.
 *
 * <p>Every answer is on disk before it is given, in the journal of the job's pipeline; a board itself keeps nothing and may be
 * made anew at any time. All methods may be called by any thread. Errors are {@link CommandRefusedException}s with
 * CodePipeline's names.
 *
 * <p>The protocol: {@link #poll} tells a worker of jobs, each with a new nonce, and keeps them from others for a minute. {@link
 * #acknowledge} with that nonce takes the job. Then the worker ends it with {@link #succeeded}, {@link #failed}, or {@link
 * #continued}, which queues the action's next job with the worker's token in it.
 */
public final class JobBoard {
    private static final int LONGEST_TOKEN = 2048;
    private static final int LONGEST_SUMMARY = 2048;
    private static final int LONGEST_MESSAGE = 5000;
    private static final int LONGEST_EXTERNAL_ID = 1500;

    private final ActionTypes types;
    private final Supplier<? extends Collection<PipelineEngine>> pipelines;
    private final Clock clock;
    private final Supplier<String> nonces;

    /**
     * A board.
     *
     * @param pipelines those that are open right now
     * @param clock that of the pipelines
     * @param nonces gives a text that nobody can guess, another one each time
     */
    public JobBoard(
            ActionTypes types,
            Supplier<? extends Collection<PipelineEngine>> pipelines,
            Clock clock,
            Supplier<String> nonces) {
        this.types = types;
        this.pipelines = pipelines;
        this.clock = clock;
        this.nonces = nonces;
    }

    /**
     * Tells a worker of jobs: {@code PollForJobs}.
     *
     * @param most how many, at least 1
     * @param query the value of the type's queryable property; empty for a type without one
     * @return none, if there are none; it never waits
     * @throws CommandRefusedException with {@code ActionTypeNotFoundException} or {@code ValidationException}
     */
    public List<JobRequest> poll(ActionType type, int most, Map<String, String> query)
            throws CommandRefusedException, IOException {
        requireQuery(type, query);
        return tell(type, most, query);
    }

    /**
     * Tells a worker of jobs of a type that is there without anybody having created it: {@code PollForJobs}.
     *
     * @param type with the owner {@code Custom}, as the actions have it that wait for a worker
     * @param most how many, at least 1
     * @return none, if there are none; it never waits
     * @throws CommandRefusedException with {@code ValidationException}
     */
    public List<JobRequest> pollKnown(ActionType type, int most) throws CommandRefusedException, IOException {
        return tell(type, most, Map.of());
    }

    private List<JobRequest> tell(ActionType type, int most, Map<String, String> query)
            throws CommandRefusedException, IOException {
        require(most >= 1, "maxBatchSize is at least 1, not " + most + ".");
        var told = new ArrayList<JobRequest>();
        for (PipelineEngine pipeline : pipelines.get()) {
            for (Located found : Jobs.open(pipeline.state(), type, clock.instant())) {
                if (told.size() < most && found.run().configuration().entrySet().containsAll(query.entrySet())) {
                    dispatch(pipeline, found.run().job().orElseThrow().id(), told);
                }
            }
        }
        return List.copyOf(told);
    }

    /** Tells of the job, unless another worker was faster, or the job has gone meanwhile. */
    private void dispatch(PipelineEngine pipeline, String job, List<JobRequest> told) throws IOException {
        try {
            var nonce = nonces.get();
            var after = pipeline.submit(new Command.DispatchJob(job, nonce)).state();
            told.add(request(after, Jobs.find(after, job).orElseThrow(), job, nonce));
        } catch (CommandRefusedException e) {
            return;
        }
    }

    /**
     * Lets a worker take a job: {@code AcknowledgeJob}. To say it twice does no harm.
     *
     * @return the job's status; only with {@link JobStatus#IN_PROGRESS} there is anything to do
     * @throws CommandRefusedException with {@code JobNotFoundException} or {@code InvalidNonceException}
     */
    public JobStatus acknowledge(String job, String nonce) throws CommandRefusedException, IOException {
        var after = at(job).submit(new Command.AcknowledgeJob(job, nonce)).state();
        return Jobs.status(Jobs.find(after, job).orElseThrow().run(), job);
    }

    /**
     * Ends a job and its action well: {@code PutJobSuccessResult} without a continuation token.
     *
     * @param outcome the output variables, the execution details as progress, the current revision, and the artifacts that
     *     the worker put into the host's store
     * @throws CommandRefusedException with {@code JobNotFoundException}, {@code InvalidJobStateException}, {@code
     *     OutputVariablesSizeExceededException} or {@code ValidationException}
     */
    public void succeeded(String job, ActionOutcome outcome) throws CommandRefusedException, IOException {
        require(outcome.progress());
        at(job).submit(new Command.SucceedJob(job, outcome));
    }

    /**
     * Ends a job and queues the action's next one: {@code PutJobSuccessResult} with a continuation token.
     *
     * @param continuationToken 1 to 2048 characters, given to whoever takes the next job
     * @throws CommandRefusedException with {@code JobNotFoundException}, {@code InvalidJobStateException} or {@code
     *     ValidationException}
     */
    public void continued(String job, String continuationToken, ActionProgress progress)
            throws CommandRefusedException, IOException {
        require(
                !continuationToken.isEmpty() && continuationToken.length() <= LONGEST_TOKEN,
                "continuationToken has 1 to " + LONGEST_TOKEN + " characters.");
        require(progress);
        at(job).submit(new Command.ContinueJob(job, continuationToken, progress));
    }

    /**
     * Ends a job and its action badly: {@code PutJobFailureResult}.
     *
     * @param failure its code is one of CodePipeline's failure types
     * @param progress the external execution's id, if the worker has one
     * @throws CommandRefusedException with {@code JobNotFoundException}, {@code InvalidJobStateException} or {@code
     *     ValidationException}
     */
    public void failed(String job, ActionFailure failure, ActionProgress progress)
            throws CommandRefusedException, IOException {
        require(
                !failure.message().isEmpty() && failure.message().length() <= LONGEST_MESSAGE,
                "message has 1 to " + LONGEST_MESSAGE + " characters.");
        require(progress);
        at(job).submit(new Command.FailJob(job, failure, progress));
    }

    /**
     * What a worker was told of a job, without the nonce: {@code GetJobDetails}.
     *
     * @throws CommandRefusedException with {@code JobNotFoundException}
     */
    public JobRequest details(String job) throws CommandRefusedException {
        var state = at(job).state();
        return request(state, Jobs.find(state, job).orElseThrow(() -> unknown(job)), job, "");
    }

    private PipelineEngine at(String job) throws CommandRefusedException {
        for (PipelineEngine pipeline : pipelines.get()) {
            if (Jobs.find(pipeline.state(), job).isPresent()) {
                return pipeline;
            }
        }
        throw unknown(job);
    }

    private static CommandRefusedException unknown(String job) {
        return new CommandRefusedException(
                new Refusal("JobNotFoundException", "There is no job " + job + ", or its execution ended long ago."));
    }

    private void requireQuery(ActionType type, Map<String, String> query) throws CommandRefusedException {
        var known = types.find(type)
                .orElseThrow(() -> new CommandRefusedException(new Refusal(
                        "ActionTypeNotFoundException",
                        "There is no custom action type " + name(type)
                                + ". Create it with create-custom-action-type.")));
        var property = known.queryable();
        if (property.isEmpty()) {
            require(query.isEmpty(), "The type " + name(type) + " has no queryable property; leave queryParam out.");
        } else {
            var name = property.get().name();
            require(
                    query.keySet().equals(Set.of(name)),
                    "queryParam names the queryable property '" + name + "' of " + name(type) + ", and nothing else.");
        }
    }

    private static String name(ActionType type) {
        return type.category().label() + "/" + type.owner() + "/" + type.provider() + "/" + type.version();
    }

    private static void require(ActionProgress progress) throws CommandRefusedException {
        require(
                progress.summary()
                        .filter(text -> text.length() > LONGEST_SUMMARY)
                        .isEmpty(),
                "summary has " + LONGEST_SUMMARY + " characters at most.");
        require(
                progress.externalId()
                        .filter(text -> text.length() > LONGEST_EXTERNAL_ID)
                        .isEmpty(),
                "externalExecutionId has " + LONGEST_EXTERNAL_ID + " characters at most.");
        require(
                progress.percent()
                        .filter(percent -> percent < 0 || percent > 100)
                        .isEmpty(),
                "percentComplete is 0 to 100.");
    }

    private static void require(boolean holds, String otherwise) throws CommandRefusedException {
        if (!holds) {
            throw new CommandRefusedException(new Refusal("ValidationException", otherwise));
        }
    }

    private static JobRequest request(PipelineState state, Located found, String job, String nonce) {
        var action = found.declaration(state);
        var current = found.run().job().orElseThrow();
        return new JobRequest(
                job,
                nonce,
                Jobs.status(found.run(), job),
                action.type(),
                found.run().configuration(),
                new JobRequest.Context(
                        state.name(),
                        found.execution().id(),
                        found.stage().stage(),
                        action.name(),
                        found.run().id()),
                found.run().inputs(),
                action.outputs(),
                current.continuationToken(),
                current.expires());
    }
}
